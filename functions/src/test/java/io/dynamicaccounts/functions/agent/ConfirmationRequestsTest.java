package io.dynamicaccounts.functions.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.dynamicaccounts.functions.account.AccountName;
import io.dynamicaccounts.functions.account.AccountState;
import io.dynamicaccounts.functions.account.AgentId;
import io.dynamicaccounts.functions.account.SessionId;
import io.dynamicaccounts.functions.account.ZoneId;
import io.dynamicaccounts.functions.lifecycle.Timing;
import io.dynamicaccounts.functions.store.Assignment;
import io.dynamicaccounts.functions.store.Assignment.AgentOutcome;
import io.dynamicaccounts.functions.store.Assignment.ReportedResult;
import io.dynamicaccounts.functions.store.CachingExclusions;
import io.dynamicaccounts.functions.store.Zone;
import io.dynamicaccounts.functions.store.Zone.Member;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Which reports an agent is asked for, and when, beside another one. */
class ConfirmationRequestsTest {

    private static final ZoneId ID = new ZoneId("z1");
    private static final Member SELF = new Member(1, new AgentId("agent-1"), new SessionId("session-1"));
    private static final Member OTHER = new Member(2, new AgentId("agent-2"), new SessionId("session-2"));
    private static final Zone ZONE = Zone.empty(ID).withMembers(List.of(SELF, OTHER), List.of());
    private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");
    private static final Duration WAIT = Timing.DEFAULT.retryFrequency();

    private final ConfirmationRequests reminders = new ConfirmationRequests(Timing.DEFAULT);
    private final Map<Long, AgentOutcome> outcomes = new HashMap<>();

    private ConfirmationRequestsTest says(Member member, ReportedResult result) {
        outcomes.put(member.registration(), new AgentOutcome(3, result, 0, Optional.empty(), Optional.empty()));
        return this;
    }

    private ConfirmationRequestsTest failed(Member member, int tries, @Nullable Instant at) {
        outcomes.put(
                member.registration(),
                new AgentOutcome(3, ReportedResult.FAILED, tries, Optional.ofNullable(at), Optional.of("refused")));
        return this;
    }

    private Assignment at(AccountState state) {
        return assignment("a", state, false);
    }

    private Assignment assignment(String name, AccountState state, boolean awaited) {
        return new Assignment(
                ID,
                new AccountName(name),
                9,
                3,
                state,
                Optional.empty(),
                awaited,
                Optional.empty(),
                0,
                Map.of(),
                CachingExclusions.NONE,
                outcomes);
    }

    private boolean wants(Assignment assignment, Instant now) {
        return reminders.isWanted(assignment, ZONE, SELF, now);
    }

    private Optional<Instant> next(Assignment... assignments) {
        return reminders.next(List.of(assignments), ZONE, SELF, NOW);
    }

    @Test
    void what_it_watches_is_not_asked_for_again() {
        assertThat(wants(says(SELF, ReportedResult.WATCHING).at(AccountState.ACTIVE), NOW))
                .isFalse();
    }

    @Test
    void what_this_registration_never_confirmed_is_asked_for_whatever_another_said() {
        assertThat(wants(says(OTHER, ReportedResult.WATCHING).at(AccountState.ACTIVE), NOW))
                .isTrue();
    }

    @Test
    void what_is_not_settled_is_asked_for_although_it_was_confirmed() {
        says(SELF, ReportedResult.WATCHING);
        assertThat(wants(at(AccountState.ORPHANED), NOW)).isTrue();
        assertThat(wants(at(AccountState.ACTIVATING), NOW)).isTrue();
        assertThat(wants(assignment("a", AccountState.ACTIVE, true), NOW)).isTrue();
    }

    @Test
    void what_it_could_not_watch_is_asked_for_once_the_wait_is_over_and_not_before() {
        Assignment failed =
                failed(SELF, 1, NOW).says(OTHER, ReportedResult.WATCHING).at(AccountState.ACTIVE);
        assertThat(wants(failed, NOW.plus(WAIT).minusMillis(1))).isFalse();
        assertThat(wants(failed, NOW.plus(WAIT))).isTrue();
        assertThat(next(failed)).contains(NOW.plus(WAIT));
    }

    @Test
    void a_failure_of_which_no_time_is_known_is_asked_about_now() {
        Assignment failed =
                failed(SELF, 1, null).says(OTHER, ReportedResult.WATCHING).at(AccountState.ACTIVE);
        assertThat(wants(failed, NOW)).isTrue();
        assertThat(next(failed)).isEmpty();
    }

    @Test
    void where_every_agent_failed_each_is_asked_at_once_and_no_later_list_is_waited_for() {
        Assignment failed =
                failed(SELF, 1, NOW).says(OTHER, ReportedResult.FAILED).at(AccountState.ACTIVE);
        assertThat(wants(failed, NOW)).isTrue();
        assertThat(next(failed)).isEmpty();
    }

    /** Nothing is decided by one answer more, so that each list would ask again. */
    @Test
    void an_orphan_that_no_agent_could_watch_is_asked_for_after_the_wait() {
        Assignment failed =
                failed(SELF, 1, NOW).says(OTHER, ReportedResult.FAILED).at(AccountState.ORPHANED);
        assertThat(wants(failed, NOW)).isFalse();
        assertThat(next(failed)).contains(NOW.plus(WAIT));
    }

    @Test
    void the_first_of_several_decides_when_the_next_list_is_wanted_and_what_is_asked_now_does_not() {
        Assignment first = failed(SELF, 1, NOW.minusSeconds(2)).assignment("first", AccountState.ACTIVE, false);
        Assignment second = failed(SELF, 1, NOW).assignment("second", AccountState.ACTIVE, false);
        Assignment asked = failed(SELF, 1, NOW.minus(WAIT)).assignment("asked", AccountState.ACTIVE, false);
        assertThat(next(second, asked, first)).contains(NOW.minusSeconds(2).plus(WAIT));
        assertThat(next(asked)).isEmpty();
    }

    @Test
    void what_others_failed_on_wants_no_list() {
        assertThat(next(failed(OTHER, 1, NOW)
                        .says(SELF, ReportedResult.WATCHING)
                        .at(AccountState.ACTIVE)))
                .isEmpty();
    }

    @Test
    void after_many_failures_what_falls_due_within_a_minute_is_asked_for_together() {
        assertThat(next(failed(SELF, 4, NOW).at(AccountState.ACTIVE))).contains(NOW.plusSeconds(60));
        assertThat(next(failed(SELF, 3, NOW).at(AccountState.ACTIVE))).contains(NOW.plus(WAIT));
    }

    @Test
    void a_wait_beyond_that_minute_is_not_shortened() {
        assertThat(next(failed(SELF, 20, NOW).at(AccountState.ACTIVE)))
                .hasValueSatisfying(at -> assertThat(at).isBetween(NOW.plusSeconds(600), NOW.plusSeconds(900)));
    }

    @ParameterizedTest
    @EnumSource(
            value = AccountState.class,
            names = {"TO_DEACTIVATE", "DEACTIVATING", "FAILED_STOPPING"})
    void a_stop_that_failed_wants_no_later_list(AccountState state) {
        assertThat(next(failed(SELF, 1, NOW).at(state))).isEmpty();
    }

    @Test
    void where_failures_are_left_to_an_operator_only_what_an_agent_alone_can_end_is_asked_for() {
        Timing timing = Timing.DEFAULT;
        var withoutRecovery = new ConfirmationRequests(new Timing(
                timing.maxRetries(),
                timing.retryFrequency(),
                timing.activationTimeout(),
                timing.pollInterval(),
                Duration.ZERO));
        Zone settled = ZONE.withEpochSettled();
        failed(SELF, timing.maxRetries() + 1, NOW).says(OTHER, ReportedResult.WATCHING);
        Assignment cachedByTheOther = at(AccountState.ACTIVE).withExclusions(excluding(SELF));
        Assignment cachedByNobody = at(AccountState.ACTIVE).withExclusions(excluding(OTHER));
        assertThat(withoutRecovery.wait(cachedByTheOther, settled, SELF)).isEmpty();
        assertThat(withoutRecovery.isWanted(cachedByTheOther, settled, SELF, NOW.plus(Duration.ofDays(1))))
                .isFalse();
        assertThat(withoutRecovery.wait(cachedByNobody, settled, SELF)).contains(timing.activationTimeout());
        assertThat(withoutRecovery.wait(at(AccountState.ORPHANED).withExclusions(excluding(SELF)), settled, SELF))
                .contains(timing.activationTimeout());
    }

    private static CachingExclusions excluding(Member member) {
        return new CachingExclusions(1, 1, Set.of(member.registration()), false, 1);
    }
}
