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
 * An assignment of version 9 and generation 3, of an account that left another zone, whose lists from revision 7 on no longer name it.
 */
class AssignmentRepairTest {

    private static final ZoneId HERE = new ZoneId("z1");
    private static final ZoneId LEFT = new ZoneId("z2");
    /** The first revision of a zone of which nothing was told yet. */
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
    void an_assignment_that_is_not_behind_its_account_is_left_alone() {
        assertThat(repair.repair(known, account(9, 3, Event.CONFIRM))).isSameAs(known);
        assertThat(repair.repair(known, account(8, 3, Event.CONFIRM))).isSameAs(known);
        assertThat(stored()).containsExactly(known.withOutcomes(Map.of()));
    }

    @Test
    void one_that_is_behind_is_published_as_the_account_is() {
        Assignment healed = repair.repair(known, account(12, 3, Event.RETRY));
        assertThat(healed.version()).isEqualTo(12);
        assertThat(healed.state()).isEqualTo(AccountState.ACTIVATING);
        assertThat(healed.outcomes()).as("of the same generation").isEqualTo(OUTCOMES);
        assertThat(stored()).containsExactly(healed.withOutcomes(Map.of()));
    }

    /** Else it would wait for whatever is told there since, which may never end. */
    @ParameterizedTest
    @EnumSource(Event.class)
    void of_the_same_generation_the_revision_that_told_of_leaving_a_zone_is_kept(Event event) {
        assertThat(repair.repair(known, account(12, 3, event)).leaveRevisions()).containsOnly(Map.entry(LEFT, 7L));
    }

    @ParameterizedTest
    @EnumSource(Event.class)
    void one_step_further_it_is_kept_whatever_the_step(Event event) {
        assertThat(repair.repair(known, account(10, 4, event)).leaveRevisions()).containsOnly(Map.entry(LEFT, 7L));
        assertThat(store.zones().find(LEFT).revision())
                .as("nobody is told again")
                .isZero();
    }

    @Test
    void an_account_that_came_back_into_the_zone_waits_for_what_the_one_before_it_is_told() {
        Assignment gone = repair.repair(known, tombstone());
        assertThat(repair.repair(gone, account(11, 5, Event.MOVE)).leaveRevisions())
                .containsOnly(Map.entry(LEFT, TOLD_AGAIN));
    }

    /** The account may have been there again in between, of which the revision of the time before says nothing. */
    @Test
    void several_steps_further_the_zone_that_was_left_is_told_again() {
        assertThat(repair.repair(known, account(11, 4, Event.RETRY)).leaveRevisions())
                .containsOnly(Map.entry(LEFT, TOLD_AGAIN));
        assertThat(store.zones().find(LEFT).revision()).isEqualTo(TOLD_AGAIN);
        assertThat(store.assignments().inZone(LEFT)).singleElement().satisfies(tombstone -> {
            assertThat(tombstone.state()).isEqualTo(AccountState.REMOVED);
            assertThat(tombstone.version()).isEqualTo(11);
        });
    }

    @Test
    void whatever_became_of_an_event_the_assignment_is_as_the_account_found_is() {
        Account found = account(10, 3, Event.RETRY);
        assertThat(List.of(
                        new TransitionResult.Moved(found),
                        new TransitionResult.Unchanged(found),
                        new TransitionResult.Rejected(found, "no")))
                .allSatisfy(result ->
                        assertThat(repair.repairAfter(known, result).version()).isEqualTo(10));
    }

    @Test
    void of_an_account_that_is_gone_a_tombstone_is_left_and_without_one_the_assignment_stays() {
        assertThat(repair.repairAfter(known, new TransitionResult.Missing(Optional.empty())))
                .isSameAs(known);
        assertThat(repair.repairAfter(known, new TransitionResult.Missing(Optional.of(tombstone())))
                        .state())
                .isEqualTo(AccountState.REMOVED);
        assertThat(stored().getFirst().state()).isEqualTo(AccountState.REMOVED);
    }
}
