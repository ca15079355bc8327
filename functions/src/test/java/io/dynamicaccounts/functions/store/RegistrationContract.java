package io.dynamicaccounts.functions.store;

import static io.dynamicaccounts.functions.store.HeartbeatsContract.beat;
import static io.dynamicaccounts.functions.store.HeartbeatsContract.heartbeat;
import static org.assertj.core.api.Assertions.assertThat;

import io.dynamicaccounts.functions.account.AgentId;
import io.dynamicaccounts.functions.account.SessionId;
import io.dynamicaccounts.functions.account.ZoneId;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** What every store must do when agents register, as the first under an id or by a takeover. */
public abstract class RegistrationContract extends StoreContract {

    private static final Instant LATER = NOON.plusSeconds(10);

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
                8,
                Duration.ofMillis(12_345),
                Optional.of(NOON.plusSeconds(3).plus(LESS_THAN_A_MILLISECOND)),
                Optional.of(50),
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
                        8,
                        full.interval(),
                        Optional.of(NOON.plusSeconds(3)),
                        Optional.of(50),
                        Optional.of(NOON.plusSeconds(2)),
                        full.version(),
                        full.secretEngines(),
                        Optional.empty(),
                        false));
    }

    @Test
    void a_first_registration_needs_an_unused_id() {
        Heartbeat first = register(SESSION, NOON);

        assertThat(store.heartbeats().register(heartbeat(OTHER_SESSION, LATER), null))
                .isFalse();
        assertThat(store.heartbeats().find(ZONE, AGENT)).contains(first);
    }

    @Test
    void a_takeover_of_a_missing_heartbeat_changes_nothing() {
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
    void agents_of_one_id_are_found_in_all_their_zones() {
        assertThat(store.heartbeats().in(AGENT)).isEmpty();

        Heartbeat here = register(SESSION, NOON);
        assertThat(store.heartbeats().in(AGENT)).containsExactly(here);

        Heartbeat there = heartbeat(OTHER_ZONE, AGENT, OTHER_SESSION, LATER);
        assertThat(store.heartbeats().register(there, null)).isTrue();
        var another = new AgentId("agent-2");
        assertThat(store.heartbeats().register(heartbeat(ZONE, another, SESSION, NOON), null))
                .isTrue();

        assertThat(store.heartbeats().in(AGENT)).containsExactlyInAnyOrder(here, there);
        assertThat(store.heartbeats().in(AGENT)).isSortedAccordingTo(Comparator.comparing(Heartbeat::zone));
        assertThat(store.heartbeats().in(another)).hasSize(1);
        assertThat(store.heartbeats().in(new AgentId("agent-3"))).isEmpty();
    }

    @Test
    void an_agent_is_found_by_its_id_after_another_took_it_over_and_after_it_was_forgotten_and_came_back() {
        Heartbeat read = register(SESSION, NOON);
        Heartbeat fresh = heartbeat(OTHER_SESSION, LATER);
        store.heartbeats().register(fresh, read);
        assertThat(store.heartbeats().in(AGENT)).containsExactly(fresh);

        store.heartbeats().fence(fresh, LATER);
        Heartbeat gone = store.heartbeats().find(ZONE, AGENT).orElseThrow();
        assertThat(store.heartbeats().in(AGENT)).containsExactly(gone);
        store.heartbeats().delete(gone);
        assertThat(store.heartbeats().in(AGENT)).isEmpty();

        Heartbeat back = register(SESSION, LATER.plusSeconds(1));
        assertThat(store.heartbeats().in(AGENT)).containsExactly(back);
    }

    @Test
    void of_many_zones_in_which_an_id_registers_at_once_every_one_has_it() {
        List<Boolean> registered = Race.of(i ->
                store.heartbeats().register(heartbeat(new ZoneId("zone-" + i), AGENT, SESSION, NOON), null));

        assertThat(registered).containsOnly(true);
        assertThat(store.heartbeats().in(AGENT)).hasSize(registered.size());
    }

    private Heartbeat register(SessionId session, Instant at) {
        Heartbeat fresh = heartbeat(session, at);
        assertThat(store.heartbeats().register(fresh, null)).isTrue();
        return fresh;
    }
}
