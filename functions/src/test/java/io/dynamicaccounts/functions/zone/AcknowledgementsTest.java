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

/** Tests whether an agent still watches an account, in a zone with one agent that has applied revision 5. */
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

    /** Returns an assignment of generation 3 for which the agent reported that it stopped this generation. */
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
    void an_agent_has_released_an_account_only_after_it_applied_the_revision_of_the_stop() {
        assertThat(acknowledgements.hasReleased(5, 3, Optional.empty())).isTrue();
        assertThat(acknowledgements.hasReleased(6, 3, Optional.empty())).isFalse();
        assertThat(acknowledgements.waitingFor(6, 3, Optional.empty())).containsExactly(AGENT.agent());
    }

    @Test
    void an_agent_has_not_released_an_account_whose_stop_was_never_sent() {
        assertThat(acknowledgements.hasReleased(0, 3, Optional.empty())).isFalse();
    }

    @Test
    void an_agent_that_reported_to_have_stopped_this_generation_has_released_the_account() {
        assertThat(acknowledgements.hasReleased(6, 3, stopped(3))).isTrue();
        assertThat(acknowledgements.hasReleased(6, 3, stopped(2)))
                .as("it spoke of an earlier one")
                .isFalse();
        assertThat(acknowledgements.hasReleased(6, 4, stopped(3)))
                .as("the account has moved on")
                .isFalse();
    }

    @Test
    void a_revision_that_another_session_applied_does_not_count() {
        var others = new Acknowledgements(LIVING, List.of(heartbeat("another")));
        assertThat(others.hasReleased(5, 3, Optional.empty())).isFalse();
        assertThat(others.hasAcknowledged(AGENT, 1)).isFalse();
    }

    /** A stop that was not sent yet may still be cancelled. */
    @ParameterizedTest
    @EnumSource(AccountState.class)
    void a_stop_is_over_only_if_it_was_sent(AccountState state) {
        boolean sent = state == AccountState.DEACTIVATING || state == AccountState.FAILED_STOPPING;
        assertThat(StopCompletion.isComplete(assignment(state, 5, Map.of()), acknowledgements))
                .isEqualTo(sent);
        assertThat(StopCompletion.isComplete(assignment(state, 6, Map.of()), acknowledgements))
                .isFalse();
    }

    @Test
    void a_zone_without_live_agents_has_released_every_account() {
        assertThat(new Acknowledgements(Zone.empty(ZONE), List.of()).hasReleased(6, 3, Optional.empty()))
                .isTrue();
    }
}
