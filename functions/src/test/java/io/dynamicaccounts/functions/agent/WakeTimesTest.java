package io.dynamicaccounts.functions.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.dynamicaccounts.functions.account.AgentId;
import io.dynamicaccounts.functions.account.SessionId;
import io.dynamicaccounts.functions.account.ZoneId;
import io.dynamicaccounts.functions.store.Heartbeat;
import io.dynamicaccounts.functions.store.Heartbeats;
import io.dynamicaccounts.functions.store.memory.MemoryStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Of several who ask that an agent be given a list, the earliest is heard, whoever writes last. */
class WakeTimesTest {

    private static final ZoneId ZONE = new ZoneId("z1");
    private static final AgentId AGENT = new AgentId("agent-1");
    private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");
    private static final Instant SOON = NOW.plusSeconds(5);
    private static final Instant LATER = NOW.plusSeconds(60);

    private final Heartbeats heartbeats = new MemoryStore().heartbeats();
    private final WakeTimes wakes = new WakeTimes(heartbeats);

    private Heartbeat registered(@Nullable Instant wakeAt) {
        return registered("session", wakeAt);
    }

    private Heartbeat registered(String session, @Nullable Instant wakeAt) {
        var heartbeat = new Heartbeat(
                ZONE,
                AGENT,
                new SessionId(session),
                List.of(),
                NOW,
                NOW,
                5,
                5,
                5,
                Duration.ofSeconds(10),
                Optional.empty(),
                Optional.empty(),
                Optional.ofNullable(wakeAt),
                "test",
                List.of(),
                Optional.empty(),
                false);
        assertThat(heartbeats.register(heartbeat, heartbeats.find(ZONE, AGENT).orElse(null)))
                .isTrue();
        return heartbeat;
    }

    private Optional<Instant> wakeAt() {
        return heartbeats.find(ZONE, AGENT).orElseThrow().wakeAt();
    }

    private void meanwhile(Heartbeat read, Instant at) {
        assertThat(heartbeats.setWakeTime(read, Optional.of(at))).isTrue();
    }

    @Test
    void a_list_says_when_the_next_one_is_wanted_also_where_that_is_never() {
        Heartbeat read = registered(SOON);
        wakes.setAfterList(read, Optional.of(LATER), NOW);
        assertThat(wakeAt()).contains(LATER);
        wakes.setAfterList(read.withWakeTime(Optional.of(LATER)), Optional.empty(), NOW);
        assertThat(wakeAt()).isEmpty();
    }

    @Test
    void a_list_does_not_put_off_what_was_asked_for_while_it_was_drawn() {
        Heartbeat read = registered(null);
        meanwhile(read, SOON);
        wakes.setAfterList(read, Optional.of(LATER), NOW);
        assertThat(wakeAt()).contains(SOON);
        wakes.setAfterList(read.withWakeTime(Optional.of(LATER)), Optional.empty(), NOW);
        assertThat(wakeAt()).contains(SOON);
    }

    @Test
    void a_list_that_wants_the_next_one_earlier_than_what_was_asked_for_meanwhile_is_heard() {
        Heartbeat read = registered(null);
        meanwhile(read, LATER);
        wakes.setAfterList(read, Optional.of(SOON), NOW);
        assertThat(wakeAt()).contains(SOON);
    }

    @Test
    void the_list_of_a_session_that_lost_its_id_says_nothing_of_the_next_session() {
        Heartbeat read = registered(null);
        registered("newer", LATER);
        wakes.setAfterList(read, Optional.of(SOON), NOW);
        wakes.setNotLaterThan(read, SOON, NOW);
        assertThat(wakeAt()).contains(LATER);
    }

    @Test
    void a_report_brings_the_next_list_forward_and_never_puts_it_off() {
        wakes.setNotLaterThan(registered(null), LATER, NOW);
        assertThat(wakeAt()).contains(LATER);
        wakes.setNotLaterThan(registered(LATER), SOON, NOW);
        assertThat(wakeAt()).contains(SOON);
        wakes.setNotLaterThan(registered(SOON), LATER, NOW);
        assertThat(wakeAt()).contains(SOON);
    }

    /** The poll that it woke may be clearing it, on the condition of what it read. */
    @Test
    void a_time_that_has_come_becomes_the_present() {
        wakes.setNotLaterThan(registered(NOW.minusSeconds(1)), SOON, NOW);
        assertThat(wakeAt()).contains(NOW);
        wakes.setNotLaterThan(registered(NOW), SOON, NOW);
        assertThat(wakeAt()).contains(NOW);
    }

    @Test
    void a_report_goes_by_what_was_asked_for_meanwhile() {
        Heartbeat read = registered(null);
        meanwhile(read, LATER);
        wakes.setNotLaterThan(read, SOON, NOW);
        assertThat(wakeAt()).contains(SOON);

        Heartbeat again = registered(null);
        meanwhile(again, SOON);
        wakes.setNotLaterThan(again, LATER, NOW);
        assertThat(wakeAt()).contains(SOON);
    }

    @Test
    void nobody_is_woken_who_is_not_there_any_more() {
        Heartbeat read = registered(LATER);
        assertThat(heartbeats.leave(ZONE, AGENT, read.session(), NOW)).isTrue();
        heartbeats.delete(heartbeats.find(ZONE, AGENT).orElseThrow());
        wakes.setAfterList(read, Optional.of(SOON), NOW);
        wakes.setNotLaterThan(read, SOON, NOW);
        assertThat(heartbeats.find(ZONE, AGENT)).isEmpty();
    }
}
