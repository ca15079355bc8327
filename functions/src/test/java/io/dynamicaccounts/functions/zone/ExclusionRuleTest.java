package io.dynamicaccounts.functions.zone;

import static org.assertj.core.api.Assertions.assertThat;

import io.dynamicaccounts.functions.account.AccountName;
import io.dynamicaccounts.functions.account.AccountState;
import io.dynamicaccounts.functions.account.AgentId;
import io.dynamicaccounts.functions.account.SessionId;
import io.dynamicaccounts.functions.account.ZoneId;
import io.dynamicaccounts.functions.store.Assignment;
import io.dynamicaccounts.functions.store.Assignment.AgentOutcome;
import io.dynamicaccounts.functions.store.Assignment.ReportedResult;
import io.dynamicaccounts.functions.store.CachingExclusions;
import io.dynamicaccounts.functions.store.Zone;
import io.dynamicaccounts.functions.store.Zone.Member;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Tests exclusions from caching in a zone of two agents: the agent that hashing selects, and another agent. */
class ExclusionRuleTest {

    private static final ZoneId ID = new ZoneId("z1");
    private static final AccountName ACCOUNT = new AccountName("a");
    private static final List<Member> MEMBERS = LongStream.rangeClosed(1, 2)
            .mapToObj(i -> new Member(i, new AgentId("agent-" + i), new SessionId("session-" + i)))
            .toList();
    private static final Member SELECTED =
            CacherSelection.select(MEMBERS, Set.of(), ACCOUNT).orElseThrow();
    private static final Member OTHER = MEMBERS.stream()
            .filter(member -> !member.equals(SELECTED))
            .findFirst()
            .orElseThrow();

    /** The zone in epoch 2, which has settled. */
    private static final Zone ZONE = Zone.empty(ID)
            .withMembers(List.of(), List.of())
            .withMembers(MEMBERS, List.of())
            .withEpochSettled();

    private static final Set<Long> ONLY_SELECTED = Set.of(SELECTED.registration());
    private static final Set<Long> ONLY_OTHER = Set.of(OTHER.registration());

    private final Map<Long, AgentOutcome> outcomes = new HashMap<>();

    private ExclusionRuleTest reports(Member member, ReportedResult result) {
        outcomes.put(member.registration(), new AgentOutcome(3, result, 0, Optional.empty(), Optional.empty()));
        return this;
    }

    private Assignment at(AccountState state, CachingExclusions exclusions) {
        return new Assignment(
                ID, ACCOUNT, 9, 3, state, Optional.empty(), false, Optional.empty(), 0, Map.of(), exclusions, outcomes);
    }

    private CachingExclusions next(CachingExclusions present) {
        return ExclusionRule.next(ZONE, at(AccountState.ACTIVE, present));
    }

    private static CachingExclusions handedOver(long epoch, Set<Long> excluded) {
        return CachingExclusions.NONE.change(epoch, excluded).announced(7).handedOver();
    }

    @Test
    void a_selected_agent_that_cannot_watch_is_excluded_once_another_agent_watches() {
        reports(SELECTED, ReportedResult.FAILED);
        assertThat(next(CachingExclusions.NONE)).as("nobody watches").isEqualTo(CachingExclusions.NONE);
        reports(OTHER, ReportedResult.WATCHING);
        assertThat(next(CachingExclusions.NONE)).isEqualTo(CachingExclusions.NONE.change(ZONE.epoch(), ONLY_SELECTED));
    }

    @Test
    void an_agent_that_is_not_selected_is_not_excluded() {
        reports(SELECTED, ReportedResult.WATCHING).reports(OTHER, ReportedResult.FAILED);
        assertThat(next(CachingExclusions.NONE)).isEqualTo(CachingExclusions.NONE);
    }

    @Test
    void an_agent_that_has_reported_nothing_yet_is_not_excluded() {
        reports(OTHER, ReportedResult.WATCHING);
        assertThat(next(CachingExclusions.NONE)).isEqualTo(CachingExclusions.NONE);
    }

    @ParameterizedTest
    @EnumSource(
            value = AccountState.class,
            names = {"ACTIVE", "ACTIVATING", "ORPHANED"},
            mode = EnumSource.Mode.EXCLUDE)
    void the_exclusions_of_an_account_that_agents_must_not_watch_stay_unchanged(AccountState state) {
        reports(SELECTED, ReportedResult.FAILED).reports(OTHER, ReportedResult.WATCHING);
        assertThat(ExclusionRule.next(ZONE, at(state, CachingExclusions.NONE))).isEqualTo(CachingExclusions.NONE);
    }

    @Test
    void when_the_next_cacher_fails_the_first_agent_caches_if_it_watches_again() {
        reports(SELECTED, ReportedResult.WATCHING).reports(OTHER, ReportedResult.FAILED);
        CachingExclusions present = handedOver(ZONE.epoch(), ONLY_SELECTED);
        assertThat(next(present)).isEqualTo(present.change(ZONE.epoch(), ONLY_OTHER));
    }

    @Test
    void when_all_agents_are_excluded_the_exclusion_of_an_agent_that_watches_ends() {
        reports(SELECTED, ReportedResult.FAILED).reports(OTHER, ReportedResult.WATCHING);
        CachingExclusions present = handedOver(ZONE.epoch(), Set.of(SELECTED.registration(), OTHER.registration()));
        assertThat(next(present)).isEqualTo(present.change(ZONE.epoch(), ONLY_SELECTED));
    }

    @Test
    void an_exclusion_is_lifted_after_a_newer_epoch_has_settled() {
        reports(SELECTED, ReportedResult.WATCHING).reports(OTHER, ReportedResult.WATCHING);
        CachingExclusions present = handedOver(ZONE.epoch() - 1, ONLY_SELECTED);
        assertThat(next(present)).isEqualTo(present.change(ZONE.epoch(), Set.of()));
    }

    @Test
    void an_exclusion_of_the_present_epoch_stays_so_that_a_flapping_agent_moves_nothing() {
        reports(SELECTED, ReportedResult.WATCHING).reports(OTHER, ReportedResult.WATCHING);
        CachingExclusions present = handedOver(ZONE.epoch(), ONLY_SELECTED);
        assertThat(next(present)).isEqualTo(present);
    }

    @Test
    void an_exclusion_stays_while_the_newer_epoch_is_not_settled() {
        reports(SELECTED, ReportedResult.WATCHING).reports(OTHER, ReportedResult.WATCHING);
        CachingExclusions present = handedOver(1, ONLY_SELECTED);
        Zone unsettled = ZONE.withMembers(MEMBERS, List.of());
        assertThat(ExclusionRule.next(unsettled, at(AccountState.ACTIVE, present)))
                .isEqualTo(present);
    }

    @Test
    void an_exclusion_stays_while_it_is_being_handed_over() {
        reports(SELECTED, ReportedResult.WATCHING).reports(OTHER, ReportedResult.WATCHING);
        CachingExclusions present =
                CachingExclusions.NONE.change(ZONE.epoch() - 1, ONLY_SELECTED).announced(7);
        assertThat(next(present)).isEqualTo(present);
    }

    @Test
    void an_exclusion_stays_while_the_excluded_agent_does_not_watch() {
        reports(OTHER, ReportedResult.WATCHING);
        CachingExclusions present = handedOver(ZONE.epoch() - 1, ONLY_SELECTED);
        assertThat(next(present)).as("it is silent").isEqualTo(present);
        reports(SELECTED, ReportedResult.FAILED);
        assertThat(next(present)).as("it cannot").isEqualTo(present);
    }

    @Test
    void an_exclusion_stays_while_its_end_would_not_change_the_cacher() {
        reports(SELECTED, ReportedResult.WATCHING).reports(OTHER, ReportedResult.WATCHING);
        CachingExclusions present = handedOver(ZONE.epoch() - 1, ONLY_OTHER);
        assertThat(next(present)).isEqualTo(present);
    }

    @Test
    void lifting_ends_all_exclusions_by_a_hand_over_like_any_other_change() {
        CachingExclusions present = handedOver(1, ONLY_SELECTED);
        assertThat(ExclusionRule.lifted(ZONE, at(AccountState.ACTIVE, present)))
                .isEqualTo(present.change(ZONE.epoch(), Set.of()));
        CachingExclusions lifted = handedOver(1, Set.of());
        assertThat(ExclusionRule.lifted(ZONE, at(AccountState.ACTIVE, lifted))).isEqualTo(lifted);
    }
}
