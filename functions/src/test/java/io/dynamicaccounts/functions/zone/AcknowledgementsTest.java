package io.dynamicaccounts.functions.zone;

import static org.assertj.core.api.Assertions.assertThat;

import io.dynamicaccounts.functions.account.AccountName;
import io.dynamicaccounts.functions.account.AccountState;
import io.dynamicaccounts.functions.account.AgentId;
import io.dynamicaccounts.functions.account.SessionId;
import io.dynamicaccounts.functions.account.ZoneId;
import io.dynamicaccounts.functions.store.Assignment;
import io.dynamicaccounts.functions.store.Assignment.AgentOutcome;
import io.dynamicaccounts.functions.store.CachingExclusions;
import io.dynamicaccounts.functions.store.Heartbeat;
import io.dynamicaccounts.functions.store.Zone;
import io.dynamicaccounts.functions.store.Zone.Member;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** "Does anybody still watch this?", for a zone with one agent that has applied revision 5. */
class AcknowledgementsTest {

    private static final ZoneId ZONE = new ZoneId("z1");
    private static final Member AGENT = new Member(1, new AgentId("agent-1"), new SessionId("session"));
    private static final Zone LIVING = Zone.empty(ZONE).withMembers(List.of(AGENT), List.of());
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    private final Acknowledgements acknowledgements = new Acknowledgements(LIVING, List.of(heartbeat("session")));

    private static Heartbeat heartbeat(String session) {
        return new Heartbeat(
                ZONE,
                AGENT.agent(),
                new SessionId(session),
                List.of(),
                NOON,
                NOON,
                5,
                5,
                5,
                Duration.ofSeconds(10),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                "test",
                List.of(),
                Optional.empty(),
                false);
    }

    /** An assignment of generation 3 of which the agent said that it stopped this generation. */
    private static Optional<Assignment> stopped(long generation) {
        return Optional.of(assignment(
                AccountState.DEACTIVATING,
                6,
                Map.of(
                        1L,
                        new AgentOutcome(
                                generation,
                                Assignment.ReportedResult.STOPPED,
                                0,
                                Optional.empty(),
                                Optional.empty()))));
    }

    private static Assignment assignment(AccountState state, long stopRevision, Map<Long, AgentOutcome> outcomes) {
        return new Assignment(
                ZONE,
                new AccountName("a"),
                9,
                3,
                state,
                Optional.empty(),
                true,
                Optional.empty(),
                stopRevision,
                Map.of(),
                CachingExclusions.NONE,
                outcomes);
    }

    @Test
    void who_applied_the_revision_of_a_stop_has_let_go_and_who_did_not_has_not() {
        assertThat(acknowledgements.hasReleased(5, 3, Optional.empty())).isTrue();
        assertThat(acknowledgements.hasReleased(6, 3, Optional.empty())).isFalse();
        assertThat(acknowledgements.waitingFor(6, 3, Optional.empty())).containsExactly(AGENT.agent());
    }

    @Test
    void who_was_never_told_to_stop_has_not_let_go() {
        assertThat(acknowledgements.hasReleased(0, 3, Optional.empty())).isFalse();
    }

    @Test
    void who_reported_that_it_stopped_this_generation_has_let_go() {
        assertThat(acknowledgements.hasReleased(6, 3, stopped(3))).isTrue();
        assertThat(acknowledgements.hasReleased(6, 3, stopped(2)))
                .as("it spoke of an earlier one")
                .isFalse();
        assertThat(acknowledgements.hasReleased(6, 4, stopped(3)))
                .as("the account has moved on")
                .isFalse();
    }

    @Test
    void what_another_session_applied_does_not_count() {
        var others = new Acknowledgements(LIVING, List.of(heartbeat("another")));
        assertThat(others.hasReleased(5, 3, Optional.empty())).isFalse();
        assertThat(others.hasAcknowledged(AGENT, 1)).isFalse();
    }

    /** What was not sent as a stop yet may still be taken back. */
    @ParameterizedTest
    @EnumSource(AccountState.class)
    void a_stop_is_over_only_where_it_was_sent(AccountState state) {
        boolean sent = state == AccountState.DEACTIVATING || state == AccountState.FAILED_STOPPING;
        assertThat(StopCompletion.isComplete(assignment(state, 5, Map.of()), acknowledgements))
                .isEqualTo(sent);
        assertThat(StopCompletion.isComplete(assignment(state, 6, Map.of()), acknowledgements))
                .isFalse();
    }

    @Test
    void where_nobody_lives_nobody_is_waited_for() {
        assertThat(new Acknowledgements(Zone.empty(ZONE), List.of()).hasReleased(6, 3, Optional.empty()))
                .isTrue();
    }
}
