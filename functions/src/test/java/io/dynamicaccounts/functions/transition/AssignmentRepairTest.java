package io.dynamicaccounts.functions.transition;

import static org.assertj.core.api.Assertions.assertThat;

import io.dynamicaccounts.functions.account.Account;
import io.dynamicaccounts.functions.account.AccountName;
import io.dynamicaccounts.functions.account.AccountState;
import io.dynamicaccounts.functions.account.Attribute;
import io.dynamicaccounts.functions.account.ZoneId;
import io.dynamicaccounts.functions.lifecycle.Event;
import io.dynamicaccounts.functions.lifecycle.Timing;
import io.dynamicaccounts.functions.store.Assignment;
import io.dynamicaccounts.functions.store.Assignment.AgentOutcome;
import io.dynamicaccounts.functions.store.Assignment.ReportedResult;
import io.dynamicaccounts.functions.store.CachingExclusions;
import io.dynamicaccounts.functions.store.memory.MemoryStore;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Tests the repair of an assignment of version 9 and generation 3. Its account left another zone, whose lists do not
 * name the account from revision 7 on.
 */
class AssignmentRepairTest {

    private static final ZoneId HERE = new ZoneId("z1");
    private static final ZoneId LEFT = new ZoneId("z2");
    /** The revision of a zone after its first publication. */
    private static final long TOLD_AGAIN = 1;

    private static final AccountName NAME = new AccountName("a");
    private static final Map<Long, AgentOutcome> OUTCOMES =
            Map.of(1L, new AgentOutcome(3, ReportedResult.WATCHING, 0, Optional.empty(), Optional.empty()));

    private final MemoryStore store = new MemoryStore();
    private final AssignmentRepair repair =
            new AssignmentRepair(store.assignments(), new Publisher(store, Parallel.NONE, Timing.DEFAULT));
    private final Assignment known = known();

    private Assignment known() {
        var assignment = new Assignment(
                HERE,
                NAME,
                9,
                3,
                AccountState.ACTIVE,
                Optional.empty(),
                false,
                Optional.empty(),
                0,
                Map.of(LEFT, 7L),
                CachingExclusions.NONE,
                OUTCOMES);
        assertThat(store.assignments().publish(assignment)).isTrue();
        return assignment;
    }

    private static Account account(long version, long generation, Event event) {
        return Account.of(Map.ofEntries(
                Map.entry(Attribute.NAME, NAME.value()),
                Map.entry(Attribute.STATE, AccountState.ACTIVATING.name()),
                Map.entry(Attribute.VERSION, version),
                Map.entry(Attribute.GENERATION, generation),
                Map.entry(Attribute.SOURCE, "PROVISIONED"),
                Map.entry(Attribute.ZONE, HERE.value()),
                Map.entry(Attribute.LEFT_ZONES, List.of(LEFT.value())),
                Map.entry(Attribute.EVENT, event.name()),
                Map.entry(Attribute.PREVIOUS_STATE, AccountState.ACTIVE.name()),
                Map.entry(Attribute.ACTOR, "tester"),
                Map.entry(Attribute.UPDATED, Instant.parse("2026-01-01T12:00:00Z"))));
    }

    private static Account tombstone() {
        return Account.of(Map.of(
                Attribute.NAME,
                NAME.value(),
                Attribute.STATE,
                AccountState.REMOVED.name(),
                Attribute.VERSION,
                10L,
                Attribute.GENERATION,
                4L,
                Attribute.EVENT,
                Event.DELETE.name()));
    }

    private List<Assignment> stored() {
        return store.assignments().inZone(HERE);
    }

    @Test
    void an_assignment_that_does_not_lag_behind_its_account_stays_unchanged() {
        assertThat(repair.repair(known, account(9, 3, Event.CONFIRM))).isSameAs(known);
        assertThat(repair.repair(known, account(8, 3, Event.CONFIRM))).isSameAs(known);
        assertThat(stored()).containsExactly(known.withOutcomes(Map.of()));
    }

    @Test
    void an_assignment_that_lags_behind_its_account_is_published_from_the_account() {
        Assignment healed = repair.repair(known, account(12, 3, Event.RETRY));
        assertThat(healed.version()).isEqualTo(12);
        assertThat(healed.state()).isEqualTo(AccountState.ACTIVATING);
        assertThat(healed.outcomes()).as("of the same generation").isEqualTo(OUTCOMES);
        assertThat(stored()).containsExactly(healed.withOutcomes(Map.of()));
    }

    /** With a newer revision, the account would wait for later publications in that zone, which may never end. */
    @ParameterizedTest
    @EnumSource(Event.class)
    void the_leave_revision_of_a_zone_is_kept_within_one_generation(Event event) {
        assertThat(repair.repair(known, account(12, 3, event)).leaveRevisions()).containsOnly(Map.entry(LEFT, 7L));
    }

    @ParameterizedTest
    @EnumSource(Event.class)
    void the_leave_revision_is_kept_after_one_transition_whatever_the_event(Event event) {
        assertThat(repair.repair(known, account(10, 4, event)).leaveRevisions()).containsOnly(Map.entry(LEFT, 7L));
        assertThat(store.zones().find(LEFT).revision())
                .as("nobody is told again")
                .isZero();
    }

    @Test
    void an_account_that_came_back_into_the_zone_waits_for_a_new_leave_revision() {
        Assignment gone = repair.repair(known, tombstone());
        assertThat(repair.repair(gone, account(11, 5, Event.MOVE)).leaveRevisions())
                .containsOnly(Map.entry(LEFT, TOLD_AGAIN));
    }

    /**
     * The account may have been in that zone again in between, and the earlier leave revision does not cover that
     * time.
     */
    @Test
    void after_several_transitions_a_tombstone_is_published_again_in_the_zone_that_was_left() {
        assertThat(repair.repair(known, account(11, 4, Event.RETRY)).leaveRevisions())
                .containsOnly(Map.entry(LEFT, TOLD_AGAIN));
        assertThat(store.zones().find(LEFT).revision()).isEqualTo(TOLD_AGAIN);
        assertThat(store.assignments().inZone(LEFT)).singleElement().satisfies(tombstone -> {
            assertThat(tombstone.state()).isEqualTo(AccountState.REMOVED);
            assertThat(tombstone.version()).isEqualTo(11);
        });
    }

    @Test
    void after_every_result_of_an_event_the_assignment_equals_the_stored_account() {
        Account found = account(10, 3, Event.RETRY);
        assertThat(List.of(
                        new TransitionResult.Moved(found),
                        new TransitionResult.Unchanged(found),
                        new TransitionResult.Rejected(found, "no")))
                .allSatisfy(result ->
                        assertThat(repair.repairAfter(known, result).version()).isEqualTo(10));
    }

    @Test
    void a_removed_account_leaves_a_tombstone_and_without_a_tombstone_the_assignment_stays() {
        assertThat(repair.repairAfter(known, new TransitionResult.Missing(Optional.empty())))
                .isSameAs(known);
        assertThat(repair.repairAfter(known, new TransitionResult.Missing(Optional.of(tombstone())))
                        .state())
                .isEqualTo(AccountState.REMOVED);
        assertThat(stored().getFirst().state()).isEqualTo(AccountState.REMOVED);
    }
}
