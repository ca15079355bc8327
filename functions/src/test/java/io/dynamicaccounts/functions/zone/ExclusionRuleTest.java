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

/** Who is excluded from caching, of a zone of two: the one whom hashing names, and another. */
class ExclusionRuleTest {

    private static final ZoneId ID = new ZoneId("z1");
    private static final AccountName ACCOUNT = new AccountName("a");
    private static final List<Member> MEMBERS = LongStream.rangeClosed(1, 2)
            .mapToObj(i -> new Member(i, new AgentId("agent-" + i), new SessionId("session-" + i)))
            .toList();
    private static final Member NAMED =
            CacherSelection.select(MEMBERS, Set.of(), ACCOUNT).orElseThrow();
    private static final Member OTHER =
            MEMBERS.stream().filter(member -> !member.equals(NAMED)).findFirst().orElseThrow();

    /** Epoch 2, which has settled. */
    private static final Zone ZONE = Zone.empty(ID)
            .withMembers(List.of(), List.of())
            .withMembers(MEMBERS, List.of())
            .withEpochSettled();

    private static final Set<Long> THE_NAMED = Set.of(NAMED.registration());
    private static final Set<Long> THE_OTHER = Set.of(OTHER.registration());

    private final Map<Long, AgentOutcome> outcomes = new HashMap<>();

    private ExclusionRuleTest says(Member member, ReportedResult result) {
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
    void the_named_one_that_cannot_watch_is_excluded_once_another_watches() {
        says(NAMED, ReportedResult.FAILED);
        assertThat(next(CachingExclusions.NONE)).as("nobody watches").isEqualTo(CachingExclusions.NONE);
        says(OTHER, ReportedResult.WATCHING);
        assertThat(next(CachingExclusions.NONE)).isEqualTo(CachingExclusions.NONE.change(ZONE.epoch(), THE_NAMED));
    }

    @Test
    void one_that_is_not_named_is_not_excluded() {
        says(NAMED, ReportedResult.WATCHING).says(OTHER, ReportedResult.FAILED);
        assertThat(next(CachingExclusions.NONE)).isEqualTo(CachingExclusions.NONE);
    }

    @Test
    void one_that_has_said_nothing_yet_is_not_excluded() {
        says(OTHER, ReportedResult.WATCHING);
        assertThat(next(CachingExclusions.NONE)).isEqualTo(CachingExclusions.NONE);
    }

    @ParameterizedTest
    @EnumSource(
            value = AccountState.class,
            names = {"ACTIVE", "ACTIVATING", "ORPHANED"},
            mode = EnumSource.Mode.EXCLUDE)
    void of_an_account_that_nobody_is_to_watch_nothing_is_changed(AccountState state) {
        says(NAMED, ReportedResult.FAILED).says(OTHER, ReportedResult.WATCHING);
        assertThat(ExclusionRule.next(ZONE, at(state, CachingExclusions.NONE))).isEqualTo(CachingExclusions.NONE);
    }

    @Test
    void when_the_next_one_fails_the_first_that_watches_again_caches() {
        says(NAMED, ReportedResult.WATCHING).says(OTHER, ReportedResult.FAILED);
        CachingExclusions present = handedOver(ZONE.epoch(), THE_NAMED);
        assertThat(next(present)).isEqualTo(present.change(ZONE.epoch(), THE_OTHER));
    }

    @Test
    void where_all_are_excluded_whoever_watches_no_longer_is() {
        says(NAMED, ReportedResult.FAILED).says(OTHER, ReportedResult.WATCHING);
        CachingExclusions present = handedOver(ZONE.epoch(), Set.of(NAMED.registration(), OTHER.registration()));
        assertThat(next(present)).isEqualTo(present.change(ZONE.epoch(), THE_NAMED));
    }

    @Test
    void an_exclusion_is_lifted_after_a_newer_epoch_has_settled() {
        says(NAMED, ReportedResult.WATCHING).says(OTHER, ReportedResult.WATCHING);
        CachingExclusions present = handedOver(ZONE.epoch() - 1, THE_NAMED);
        assertThat(next(present)).isEqualTo(present.change(ZONE.epoch(), Set.of()));
    }

    @Test
    void an_exclusion_of_the_present_epoch_stays_so_that_a_flapping_agent_moves_nothing() {
        says(NAMED, ReportedResult.WATCHING).says(OTHER, ReportedResult.WATCHING);
        CachingExclusions present = handedOver(ZONE.epoch(), THE_NAMED);
        assertThat(next(present)).isEqualTo(present);
    }

    @Test
    void an_exclusion_stays_while_the_newer_epoch_is_not_settled() {
        says(NAMED, ReportedResult.WATCHING).says(OTHER, ReportedResult.WATCHING);
        CachingExclusions present = handedOver(1, THE_NAMED);
        Zone unsettled = ZONE.withMembers(MEMBERS, List.of());
        assertThat(ExclusionRule.next(unsettled, at(AccountState.ACTIVE, present)))
                .isEqualTo(present);
    }

    @Test
    void an_exclusion_stays_while_it_is_being_handed_over() {
        says(NAMED, ReportedResult.WATCHING).says(OTHER, ReportedResult.WATCHING);
        CachingExclusions present =
                CachingExclusions.NONE.change(ZONE.epoch() - 1, THE_NAMED).announced(7);
        assertThat(next(present)).isEqualTo(present);
    }

    @Test
    void an_exclusion_stays_while_the_excluded_one_does_not_watch() {
        says(OTHER, ReportedResult.WATCHING);
        CachingExclusions present = handedOver(ZONE.epoch() - 1, THE_NAMED);
        assertThat(next(present)).as("it is silent").isEqualTo(present);
        says(NAMED, ReportedResult.FAILED);
        assertThat(next(present)).as("it cannot").isEqualTo(present);
    }

    @Test
    void an_exclusion_that_changes_nothing_is_left_as_it_is() {
        says(NAMED, ReportedResult.WATCHING).says(OTHER, ReportedResult.WATCHING);
        CachingExclusions present = handedOver(ZONE.epoch() - 1, THE_OTHER);
        assertThat(next(present)).isEqualTo(present);
    }

    @Test
    void lifting_excludes_nobody_by_a_hand_over_as_any_other_change() {
        CachingExclusions present = handedOver(1, THE_NAMED);
        assertThat(ExclusionRule.lifted(ZONE, at(AccountState.ACTIVE, present)))
                .isEqualTo(present.change(ZONE.epoch(), Set.of()));
        CachingExclusions lifted = handedOver(1, Set.of());
        assertThat(ExclusionRule.lifted(ZONE, at(AccountState.ACTIVE, lifted))).isEqualTo(lifted);
    }
}
