package io.dynamicaccounts.functions.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.dynamicaccounts.functions.account.AgentId;
import io.dynamicaccounts.functions.account.SessionId;
import io.dynamicaccounts.functions.account.ZoneId;
import io.dynamicaccounts.functions.store.Heartbeats.Beat;
import io.dynamicaccounts.functions.store.Heartbeats.Beaten;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** The agents' heartbeats while they live; see {@link GoneContract} for how they end. */
public abstract class HeartbeatsContract extends StoreContract {

    private static final Instant LATER = NOON.plusSeconds(10);

    @Test
    void nobody_knows_an_agent_that_never_registered() {
        assertThat(store.heartbeats().find(ZONE, AGENT)).isEmpty();
        assertThat(store.heartbeats().of(ZONE)).isEmpty();
        assertThat(store.heartbeats().page(null, 10)).isEmpty();
        assertThat(store.heartbeats().beat(beat(SESSION, LATER, 1))).isEqualTo(new Beaten.Unknown());
        assertThat(store.heartbeats().find(ZONE, AGENT)).isEmpty();
    }

    @Test
    void a_registration_is_found_as_it_was_written() {
        Heartbeat full = new Heartbeat(
                ZONE,
                AGENT,
                SESSION,
                List.of(OTHER_SESSION, new SessionId("session-0")),
                NOON.plus(LESS_THAN_A_MILLISECOND),
                NOON.plusSeconds(1).plus(LESS_THAN_A_MILLISECOND),
                7,
                6,
                Duration.ofMillis(12_345),
                Optional.of(NOON.plusSeconds(2).plus(LESS_THAN_A_MILLISECOND)),
                "1.2.3 \"beta\"",
                List.of("s3", "vault"),
                Optional.empty(),
                false);

        assertThat(store.heartbeats().register(full, null)).isTrue();

        assertThat(store.heartbeats().find(ZONE, AGENT))
                .contains(new Heartbeat(
                        ZONE,
                        AGENT,
                        SESSION,
                        full.superseded(),
                        NOON,
                        NOON.plusSeconds(1),
                        7,
                        6,
                        full.interval(),
                        Optional.of(NOON.plusSeconds(2)),
                        full.version(),
                        full.secretEngines(),
                        Optional.empty(),
                        false));
    }

    @Test
    void who_registers_as_the_first_must_be_the_first() {
        Heartbeat first = register(SESSION, NOON);

        assertThat(store.heartbeats().register(heartbeat(OTHER_SESSION, LATER), null))
                .isFalse();
        assertThat(store.heartbeats().find(ZONE, AGENT)).contains(first);
    }

    @Test
    void who_takes_over_what_is_not_there_does_not() {
        assertThat(store.heartbeats().register(heartbeat(OTHER_SESSION, LATER), heartbeat(SESSION, NOON)))
                .isFalse();
        assertThat(store.heartbeats().find(ZONE, AGENT)).isEmpty();
    }

    @Test
    void a_session_takes_over_the_heartbeat_that_it_read() {
        Heartbeat read = register(SESSION, NOON);
        Heartbeat fresh = heartbeat(OTHER_SESSION, LATER);

        assertThat(store.heartbeats().register(fresh, read)).isTrue();
        assertThat(store.heartbeats().find(ZONE, AGENT)).contains(fresh);
    }

    @Test
    void a_takeover_of_what_has_beaten_since_it_was_read_changes_nothing() {
        Heartbeat read = register(SESSION, NOON);
        store.heartbeats().beat(beat(SESSION, LATER, 1));

        assertThat(store.heartbeats().register(heartbeat(OTHER_SESSION, LATER), read))
                .isFalse();
        assertThat(store.heartbeats().find(ZONE, AGENT).orElseThrow().session()).isEqualTo(SESSION);
    }

    @Test
    void a_takeover_of_what_was_taken_over_since_it_was_read_changes_nothing() {
        Heartbeat read = register(SESSION, NOON);
        store.heartbeats().register(heartbeat(OTHER_SESSION, NOON), read);

        assertThat(store.heartbeats().register(heartbeat(new SessionId("session-3"), LATER), read))
                .isFalse();
        assertThat(store.heartbeats().find(ZONE, AGENT).orElseThrow().session()).isEqualTo(OTHER_SESSION);
    }

    @Test
    void a_takeover_of_what_has_gone_since_it_was_read_changes_nothing() {
        Heartbeat read = register(SESSION, NOON);
        store.heartbeats().fence(read, LATER);

        assertThat(store.heartbeats().register(heartbeat(OTHER_SESSION, LATER), read))
                .isFalse();
        Heartbeat gone = store.heartbeats().find(ZONE, AGENT).orElseThrow();
        assertThat(store.heartbeats().register(heartbeat(OTHER_SESSION, LATER), gone))
                .isTrue();
    }

    @RepeatedTest(3)
    void of_many_sessions_that_take_over_at_once_exactly_one_does() {
        Heartbeat read = register(SESSION, NOON);

        List<Boolean> registered = Race.of(i ->
                store.heartbeats().register(heartbeat(new SessionId("takes-over-" + i), NOON.plusMillis(i)), read));

        assertThat(registered).filteredOn(done -> done).hasSize(1);
        assertThat(store.heartbeats().find(ZONE, AGENT).orElseThrow().session())
                .isEqualTo(new SessionId("takes-over-" + registered.indexOf(true)));
    }

    @Test
    void of_many_sessions_that_register_at_once_exactly_one_is_first() {
        assertThat(Race.of(i -> store.heartbeats().register(heartbeat(new SessionId("first-" + i), NOON), null)))
                .filteredOn(done -> done)
                .hasSize(1);
    }

    @Test
    void a_beat_notes_what_the_poll_said_and_keeps_the_rest() {
        Heartbeat registered = new Heartbeat(
                ZONE,
                AGENT,
                SESSION,
                List.of(OTHER_SESSION),
                NOON,
                NOON,
                3,
                2,
                Duration.ofSeconds(10),
                Optional.of(LATER),
                "1.0",
                List.of("vault"),
                Optional.empty(),
                false);
        store.heartbeats().register(registered, null);

        Beaten beaten = store.heartbeats()
                .beat(new Beat(
                        ZONE,
                        AGENT,
                        SESSION,
                        LATER.plus(LESS_THAN_A_MILLISECOND),
                        9,
                        Duration.ofSeconds(20),
                        "1.1",
                        List.of()));

        var expected = new Heartbeat(
                ZONE,
                AGENT,
                SESSION,
                List.of(OTHER_SESSION),
                NOON,
                LATER,
                9,
                3,
                Duration.ofSeconds(20),
                Optional.of(LATER),
                "1.1",
                List.of(),
                Optional.empty(),
                false);
        assertThat(beaten).isEqualTo(new Beaten.Alive(expected));
        assertThat(store.heartbeats().find(ZONE, AGENT)).contains(expected);
    }

    @Test
    void what_was_acknowledged_before_is_what_the_last_beat_acknowledged() {
        register(SESSION, NOON);

        store.heartbeats().beat(beat(SESSION, LATER, 4));
        store.heartbeats().beat(beat(SESSION, LATER, 4));
        assertThat(found().acknowledgedBefore()).isEqualTo(4);
        store.heartbeats().beat(beat(SESSION, LATER, 6));
        assertThat(found().acknowledgedBefore()).isEqualTo(4);
        assertThat(found().acknowledged()).isEqualTo(6);
    }

    @Test
    void a_beat_of_another_session_is_refused_and_changes_nothing() {
        Heartbeat registered = register(SESSION, NOON);

        assertThat(store.heartbeats().beat(beat(OTHER_SESSION, LATER, 9))).isEqualTo(new Beaten.Refused(registered));
        assertThat(found()).isEqualTo(registered);
    }

    @Test
    void a_wake_time_is_set_and_cleared_by_the_session_that_holds_the_id() {
        register(SESSION, NOON);

        store.heartbeats().wake(ZONE, AGENT, SESSION, Optional.of(LATER.plus(LESS_THAN_A_MILLISECOND)));
        assertThat(found().wakeAt()).contains(LATER);
        store.heartbeats().wake(ZONE, AGENT, OTHER_SESSION, Optional.empty());
        assertThat(found().wakeAt()).contains(LATER);
        store.heartbeats().wake(ZONE, AGENT, SESSION, Optional.empty());
        assertThat(found().wakeAt()).isEmpty();
        assertThat(found().lastSeen()).isEqualTo(NOON);

        store.heartbeats().wake(ZONE, new AgentId("unknown"), SESSION, Optional.of(LATER));
        assertThat(store.heartbeats().of(ZONE)).hasSize(1);
    }

    @Test
    void a_zone_lists_its_own_agents() {
        Heartbeat one = heartbeat(ZONE, AGENT, SESSION, NOON);
        Heartbeat two = heartbeat(ZONE, new AgentId("agent-2"), SESSION, NOON);
        Heartbeat elsewhere = heartbeat(OTHER_ZONE, AGENT, SESSION, NOON);
        List.of(one, two, elsewhere).forEach(fresh -> store.heartbeats().register(fresh, null));

        assertThat(store.heartbeats().of(ZONE)).containsExactlyInAnyOrder(one, two);
        assertThat(store.heartbeats().find(OTHER_ZONE, AGENT)).contains(elsewhere);
    }

    @Test
    void pages_walk_through_the_agents_of_all_zones_once() {
        List<Heartbeat> all = IntStream.range(0, 230)
                .mapToObj(i -> heartbeat(new ZoneId("zone-" + i % 23), new AgentId("agent-" + i / 23), SESSION, NOON))
                .toList();
        Race.of(all.size(), i -> store.heartbeats().register(all.get(i), null));

        var walked = new ArrayList<Heartbeat>();
        List<Heartbeat> page = store.heartbeats().page(null, 17);
        while (!page.isEmpty()) {
            assertThat(page).hasSizeLessThanOrEqualTo(17);
            walked.addAll(page);
            page = store.heartbeats().page(page.getLast(), 17);
        }

        assertThat(walked).containsExactlyInAnyOrderElementsOf(all);
    }

    @Test
    void an_agent_settles_in_the_zone_that_it_moves_to_from_the_one_read() {
        assertThat(store.heartbeats().zoneOf(AGENT)).isEmpty();
        assertThat(store.heartbeats().settle(AGENT, ZONE, OTHER_ZONE)).isFalse();
        assertThat(store.heartbeats().zoneOf(AGENT)).isEmpty();

        assertThat(store.heartbeats().settle(AGENT, ZONE, null)).isTrue();
        assertThat(store.heartbeats().settle(AGENT, OTHER_ZONE, null)).isFalse();
        assertThat(store.heartbeats().zoneOf(AGENT)).contains(ZONE);

        assertThat(store.heartbeats().settle(AGENT, OTHER_ZONE, OTHER_ZONE)).isFalse();
        assertThat(store.heartbeats().settle(AGENT, OTHER_ZONE, ZONE)).isTrue();
        assertThat(store.heartbeats().zoneOf(AGENT)).contains(OTHER_ZONE);
        assertThat(store.heartbeats().zoneOf(new AgentId("agent-2"))).isEmpty();
    }

    @Test
    void of_many_zones_that_an_agent_settles_in_at_once_exactly_one_gets_it() {
        List<Boolean> settled = Race.of(i -> store.heartbeats().settle(AGENT, new ZoneId("zone-" + i), null));

        assertThat(settled).filteredOn(done -> done).hasSize(1);
        assertThat(store.heartbeats().zoneOf(AGENT)).contains(new ZoneId("zone-" + settled.indexOf(true)));
    }

    private Heartbeat found() {
        return store.heartbeats().find(ZONE, AGENT).orElseThrow();
    }

    private Heartbeat register(SessionId session, Instant at) {
        Heartbeat fresh = heartbeat(session, at);
        assertThat(store.heartbeats().register(fresh, null)).isTrue();
        return fresh;
    }

    static Beat beat(SessionId session, Instant now, long acknowledged) {
        return new Beat(ZONE, AGENT, session, now, acknowledged, Duration.ofSeconds(10), "1.0", List.of("vault"));
    }

    static Heartbeat heartbeat(SessionId session, Instant at) {
        return heartbeat(ZONE, AGENT, session, at);
    }

    static Heartbeat heartbeat(ZoneId zone, AgentId agent, SessionId session, Instant at) {
        return new Heartbeat(
                zone,
                agent,
                session,
                List.of(),
                at,
                at,
                0,
                0,
                Duration.ofSeconds(10),
                Optional.empty(),
                "1.0",
                List.of("vault"),
                Optional.empty(),
                false);
    }
}
