package io.dynamicaccounts.functions.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.dynamicaccounts.functions.account.AgentId;
import io.dynamicaccounts.functions.account.SessionId;
import io.dynamicaccounts.functions.account.ZoneId;
import io.dynamicaccounts.functions.store.Heartbeats.Beat;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * What every store must do with the heartbeats of live agents; see {@link RegistrationContract} for registration and
 * {@link GoneContract} for agents that have gone.
 */
public abstract class HeartbeatsContract extends StoreContract {

    private static final Instant LATER = NOON.plusSeconds(10);

    @Test
    void an_agent_that_never_registered_is_not_found() {
        assertThat(store.heartbeats().find(ZONE, AGENT)).isEmpty();
        assertThat(store.heartbeats().in(ZONE)).isEmpty();
        assertThat(store.heartbeats().page(null, 10)).isEmpty();
        assertThat(store.heartbeats().beat(beat(SESSION, LATER, 1))).isEqualTo(new WriteResult.Missing<>());
        assertThat(store.heartbeats().find(ZONE, AGENT)).isEmpty();
    }

    @Test
    void a_beat_that_comes_late_does_not_take_back_when_the_agent_was_last_heard() {
        store.heartbeats().register(heartbeat(SESSION, NOON), null);
        store.heartbeats().beat(beat(SESSION, LATER, 7));
        Heartbeat known = store.heartbeats().find(ZONE, AGENT).orElseThrow();

        assertThat(store.heartbeats().beat(beat(SESSION, LATER.minusMillis(1), 3)))
                .isEqualTo(new WriteResult.Rejected<>(known));
        assertThat(store.heartbeats().find(ZONE, AGENT)).contains(known);
        assertThat(store.heartbeats().beat(beat(SESSION, LATER, 8))).isInstanceOf(WriteResult.Written.class);
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
                3,
                Duration.ofSeconds(10),
                Optional.empty(),
                Optional.empty(),
                Optional.of(LATER),
                "1.0",
                List.of("vault"),
                Optional.empty(),
                false);
        store.heartbeats().register(registered, null);

        WriteResult<Heartbeat> beaten = store.heartbeats()
                .beat(new Beat(
                        ZONE,
                        AGENT,
                        SESSION,
                        LATER.plus(LESS_THAN_A_MILLISECOND),
                        9,
                        11,
                        Duration.ofSeconds(20),
                        LATER.plusSeconds(30).plus(LESS_THAN_A_MILLISECOND),
                        7,
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
                11,
                Duration.ofSeconds(20),
                Optional.of(LATER.plusSeconds(30)),
                Optional.of(7),
                Optional.of(LATER),
                "1.1",
                List.of(),
                Optional.empty(),
                false);
        assertThat(beaten).isEqualTo(new WriteResult.Written<>(expected));
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

        assertThat(store.heartbeats().beat(beat(OTHER_SESSION, LATER, 9)))
                .isEqualTo(new WriteResult.Rejected<>(registered));
        assertThat(found()).isEqualTo(registered);
    }

    @Test
    void a_wake_time_is_set_and_cleared_by_the_session_that_holds_the_id() {
        register(SESSION, NOON);

        assertThat(store.heartbeats().setWakeTime(found(), Optional.of(LATER.plus(LESS_THAN_A_MILLISECOND))))
                .isTrue();
        assertThat(found().wakeAt()).contains(LATER);
        Heartbeat ofAnother = heartbeat(OTHER_SESSION, NOON).withWakeTime(Optional.of(LATER));
        assertThat(store.heartbeats().setWakeTime(ofAnother, Optional.empty())).isFalse();
        assertThat(found().wakeAt()).contains(LATER);
        assertThat(store.heartbeats().setWakeTime(found(), Optional.empty())).isTrue();
        assertThat(found().wakeAt()).isEmpty();
        assertThat(found().lastSeen()).isEqualTo(NOON);

        Heartbeat unknown = heartbeat(ZONE, new AgentId("unknown"), SESSION, NOON);
        assertThat(store.heartbeats().setWakeTime(unknown, Optional.of(LATER))).isFalse();
        assertThat(store.heartbeats().in(ZONE)).hasSize(1);
    }

    @Test
    void a_late_wake_time_does_not_undo_a_newer_one() {
        Heartbeat before = register(SESSION, NOON);
        assertThat(store.heartbeats().setWakeTime(before, Optional.of(LATER))).isTrue();

        assertThat(store.heartbeats().setWakeTime(before, Optional.empty())).isFalse();
        assertThat(store.heartbeats().setWakeTime(before, Optional.of(NOON))).isFalse();

        assertThat(found().wakeAt()).contains(LATER);
    }

    @Test
    void the_end_of_a_lease_never_moves_back_and_the_rest_of_the_beat_is_noted() {
        register(SESSION, NOON);
        store.heartbeats().beat(leasing(LATER, LATER.plusSeconds(225)));

        WriteResult<Heartbeat> beaten = store.heartbeats().beat(leasing(LATER.plusSeconds(10), LATER.plusSeconds(55)));

        assertThat(beaten).isEqualTo(new WriteResult.Written<>(found()));
        assertThat(found().leaseUntil()).contains(LATER.plusSeconds(225));
        assertThat(found().lastSeen()).isEqualTo(LATER.plusSeconds(10));
        store.heartbeats().beat(leasing(LATER.plusSeconds(190), LATER.plusSeconds(235)));
        assertThat(found().leaseUntil()).contains(LATER.plusSeconds(235));
    }

    private static Beat leasing(Instant now, Instant leaseUntil) {
        return new Beat(
                ZONE, AGENT, SESSION, now, 0, 0, Duration.ofSeconds(10), leaseUntil, 3, "1.0", List.of("vault"));
    }

    @Test
    void a_zone_lists_its_own_agents() {
        Heartbeat one = heartbeat(ZONE, AGENT, SESSION, NOON);
        Heartbeat two = heartbeat(ZONE, new AgentId("agent-2"), SESSION, NOON);
        Heartbeat elsewhere = heartbeat(OTHER_ZONE, AGENT, SESSION, NOON);
        List.of(one, two, elsewhere).forEach(fresh -> store.heartbeats().register(fresh, null));

        assertThat(store.heartbeats().in(ZONE)).containsExactlyInAnyOrder(one, two);
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

    private Heartbeat found() {
        return store.heartbeats().find(ZONE, AGENT).orElseThrow();
    }

    private Heartbeat register(SessionId session, Instant at) {
        Heartbeat fresh = heartbeat(session, at);
        assertThat(store.heartbeats().register(fresh, null)).isTrue();
        return fresh;
    }

    static Beat beat(SessionId session, Instant now, long acknowledged) {
        return new Beat(
                ZONE,
                AGENT,
                session,
                now,
                acknowledged,
                acknowledged,
                Duration.ofSeconds(10),
                now.plusSeconds(45),
                3,
                "1.0",
                List.of("vault"));
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
                0,
                Duration.ofSeconds(10),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                "1.0",
                List.of("vault"),
                Optional.empty(),
                false);
    }
}
