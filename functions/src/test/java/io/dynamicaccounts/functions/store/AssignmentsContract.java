package io.dynamicaccounts.functions.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.dynamicaccounts.functions.account.Account;
import io.dynamicaccounts.functions.account.AccountName;
import io.dynamicaccounts.functions.account.AccountState;
import io.dynamicaccounts.functions.account.DefinitionId;
import io.dynamicaccounts.functions.account.ZoneId;
import io.dynamicaccounts.functions.lifecycle.Effect;
import io.dynamicaccounts.functions.store.Assignments.Key;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** What every store must do with assignments; see {@link OutcomesContract} for the reports of agents. */
public abstract class AssignmentsContract extends StoreContract {

    /** Returns whether the store's tombstones expire without being deleted. */
    protected boolean expiresByItself() {
        return false;
    }

    @Test
    void a_zone_that_nothing_was_published_in_is_empty() {
        assertThat(store.assignments().inZone(ZONE)).isEmpty();
        assertThat(store.assignments().count(ZONE)).isZero();
        assertThat(store.assignments().find(ZONE, List.of(ACCOUNT))).isEmpty();
        assertThat(store.assignments().find(List.of(new Key(ZONE, ACCOUNT)))).isEmpty();
    }

    @Test
    void what_was_published_is_found_as_it_was() {
        var full = new Assignment(
                ZONE,
                ACCOUNT,
                3,
                2,
                AccountState.TO_DEACTIVATE,
                Optional.of(new DefinitionId("definition-1")),
                true,
                Optional.of(NOON.plus(LESS_THAN_A_MILLISECOND)),
                41,
                Map.of(OTHER_ZONE, 0L),
                CachingExclusions.NONE,
                Map.of());
        Assignment bare = assignment(ZONE, account("account-2"), 1, 1);

        assertThat(store.assignments().publish(full)).isTrue();
        assertThat(store.assignments().publish(bare)).isTrue();

        var kept = new Assignment(
                ZONE,
                ACCOUNT,
                3,
                2,
                AccountState.TO_DEACTIVATE,
                full.definition(),
                true,
                Optional.of(NOON),
                41,
                Map.of(OTHER_ZONE, 0L),
                CachingExclusions.NONE,
                Map.of());
        assertThat(store.assignments().inZone(ZONE)).containsExactly(kept, bare);
        assertThat(store.assignments().find(ZONE, List.of(ACCOUNT))).isEqualTo(Map.of(ACCOUNT, kept));
    }

    @Test
    void an_account_is_published_as_the_zone_should_see_it() {
        var facts = Placed.facts(NOON).zone(ZONE).stopRevision(9).build();
        Account account = Placed.at(
                store,
                ACCOUNT,
                AccountState.DEACTIVATING,
                facts,
                Effect.SET_ZONE,
                Effect.NEW_DEFINITION,
                Effect.SET_DEADLINE,
                Effect.DUE_SOON,
                Effect.SET_STOP_REVISION);

        store.assignments().publish(Assignment.of(ZONE, account));
        store.assignments().publish(Assignment.of(OTHER_ZONE, account));

        assertThat(store.assignments().inZone(ZONE)).containsExactly(Assignment.of(ZONE, account));
        assertThat(store.assignments().inZone(OTHER_ZONE)).containsExactly(Assignment.of(OTHER_ZONE, account));
        assertThat(store.assignments().inZone(OTHER_ZONE).getFirst().state()).isEqualTo(AccountState.REMOVED);
    }

    @Test
    void an_assignment_only_goes_forward() {
        Assignment second = assignment(ZONE, ACCOUNT, 2, 1);
        store.assignments().publish(second);

        assertThat(store.assignments().publish(removed(ZONE, ACCOUNT, 1))).isFalse();
        assertThat(store.assignments().publish(removed(ZONE, ACCOUNT, 2))).isFalse();
        assertThat(store.assignments().inZone(ZONE)).containsExactly(second);

        Assignment third = removed(ZONE, ACCOUNT, 3);
        assertThat(store.assignments().publish(third)).isTrue();
        assertThat(store.assignments().inZone(ZONE)).containsExactly(third);
    }

    @Test
    void of_racing_publishers_the_newest_version_stays() {
        List<Boolean> written = Race.of(i -> store.assignments().publish(assignment(ZONE, ACCOUNT, i + 1, 1)));

        assertThat(store.assignments().inZone(ZONE)).containsExactly(assignment(ZONE, ACCOUNT, Race.WRITERS, 1));
        assertThat(written.getLast()).isTrue();
    }

    @Test
    void of_many_who_publish_one_version_exactly_one_wrote() {
        store.assignments().publish(assignment(ZONE, ACCOUNT, 1, 1));

        assertThat(Race.of(i -> store.assignments().publish(assignment(ZONE, ACCOUNT, 2, 1))))
                .filteredOn(written -> written)
                .hasSize(1);
    }

    @Test
    void a_zone_lists_all_it_has_in_order_of_name_and_nothing_of_another() {
        List<String> names = List.of("A", "B-", "B.", "B_", "a", "b");
        names.reversed().forEach(name -> store.assignments().publish(assignment(ZONE, account(name), 1, 1)));
        store.assignments().publish(assignment(OTHER_ZONE, account("a"), 1, 1));
        store.assignments().publish(removed(ZONE, account("B_"), 2));

        assertThat(store.assignments().inZone(ZONE))
                .extracting(assignment -> assignment.account().value())
                .containsExactlyElementsOf(names);
    }

    @Test
    void tombstones_are_listed_and_found_but_not_counted() {
        store.assignments().publish(assignment(ZONE, account("a"), 1, 1));
        store.assignments().publish(assignment(ZONE, account("b"), 1, 1));
        store.assignments().publish(assignment(OTHER_ZONE, account("c"), 1, 1));
        store.assignments().publish(removed(ZONE, account("b"), 2));

        assertThat(store.assignments().count(ZONE)).isEqualTo(1);
        assertThat(store.assignments().inZone(ZONE)).hasSize(2);
        assertThat(store.assignments().find(ZONE, List.of(account("b")))).hasSize(1);

        store.assignments().publish(assignment(ZONE, account("b"), 3, 1));
        assertThat(store.assignments().count(ZONE)).isEqualTo(2);
    }

    @Test
    void assignments_of_many_accounts_and_zones_are_found_at_once() {
        var keys = new ArrayList<Key>();
        IntStream.range(0, 1_200).forEach(i -> keys.add(new Key(new ZoneId("zone-" + i % 7), account("account-" + i))));
        Race.of(
                keys.size(),
                i -> store.assignments()
                        .publish(assignment(keys.get(i).zone(), keys.get(i).account(), 1, 1)));
        var asked = new ArrayList<>(keys);
        asked.add(new Key(new ZoneId("zone-0"), account("account-1")));
        asked.add(new Key(new ZoneId("unknown"), account("account-2")));

        Map<Key, Assignment> found = store.assignments().find(asked);
        assertThat(found).containsOnlyKeys(keys);
        found.forEach((key, assignment) -> assertThat(key).isEqualTo(new Key(assignment.zone(), assignment.account())));

        assertThat(store.assignments()
                        .find(
                                new ZoneId("zone-3"),
                                keys.stream().map(Key::account).toList()))
                .containsOnlyKeys(keys.stream()
                        .filter(key -> key.zone().value().equals("zone-3"))
                        .map(Key::account)
                        .toList());
    }

    @Test
    void tombstones_stay_until_they_are_old_enough() {
        Assumptions.assumeFalse(expiresByItself());
        publishAt(NOON, assignment(ZONE, account("left-early"), 1, 1));
        publishAt(NOON, assignment(ZONE, account("stays"), 1, 1));
        publishAt(NOON.plusSeconds(10), removed(ZONE, account("left-early"), 2));
        publishAt(NOON.plusSeconds(20), removed(ZONE, account("left-late"), 2));
        publishAt(NOON.plusSeconds(10), removed(OTHER_ZONE, account("left-early"), 2));

        store.assignments().deleteTombstones(NOON.plusSeconds(10));
        assertThat(store.assignments().inZone(ZONE)).hasSize(3);

        store.assignments().deleteTombstones(NOON.plusSeconds(20));
        assertThat(store.assignments().inZone(ZONE))
                .extracting(assignment -> assignment.account().value())
                .containsExactly("left-late", "stays");
        assertThat(store.assignments().inZone(OTHER_ZONE)).isEmpty();
    }

    @Test
    void many_tombstones_are_deleted_at_once() {
        Assumptions.assumeFalse(expiresByItself());
        Race.of(2_500, i -> store.assignments().publish(removed(ZONE, account("account-" + i), 1)));

        store.assignments().deleteTombstones(NOON.plusMillis(1));

        assertThat(store.assignments().inZone(ZONE)).isEmpty();
    }

    @Test
    void zones_that_were_left_are_kept_until_the_account_has_arrived() {
        store.assignments().publish(leaving(1, Map.of(OTHER_ZONE, 0L)));
        store.assignments().publish(leaving(2, Map.of(new ZoneId("zone-c"), 0L)));
        store.assignments().publish(leaving(3, Map.of()));
        assertThat(current().leftZones()).containsExactlyInAnyOrder(OTHER_ZONE, new ZoneId("zone-c"));

        assertThat(store.assignments().clearLeftZones(ZONE, ACCOUNT, 2)).isFalse();
        assertThat(store.assignments().clearLeftZones(ZONE, account("nobody"), 3))
                .isFalse();
        assertThat(current().leftZones()).hasSize(2);

        assertThat(store.assignments().clearLeftZones(ZONE, ACCOUNT, 3)).isTrue();
        assertThat(current()).isEqualTo(leaving(3, Map.of()));
    }

    @Test
    void the_leave_revision_of_a_zone_is_that_of_the_last_departure() {
        var third = new ZoneId("zone-c");
        store.assignments().publish(leaving(1, Map.of(OTHER_ZONE, 7L)));
        store.assignments().publish(leaving(2, Map.of(third, 9L)));
        assertThat(current().leaveRevisions()).isEqualTo(Map.of(OTHER_ZONE, 7L, third, 9L));

        store.assignments().publish(leaving(3, Map.of(OTHER_ZONE, 0L)));
        assertThat(current().leaveRevisions())
                .as("it left again, nobody knows when")
                .isEqualTo(Map.of(OTHER_ZONE, 0L, third, 9L));
        store.assignments().publish(leaving(4, Map.of(OTHER_ZONE, 12L)));
        assertThat(current().leaveRevisions()).isEqualTo(Map.of(OTHER_ZONE, 12L, third, 9L));

        assertThat(store.assignments().clearLeftZones(ZONE, ACCOUNT, 4)).isTrue();
        assertThat(current().leaveRevisions()).isEmpty();
        store.assignments().publish(leaving(5, Map.of(third, 0L)));
        assertThat(current().leaveRevisions()).isEqualTo(Map.of(third, 0L));
    }

    @Test
    void a_tombstone_waits_for_no_zone() {
        store.assignments().publish(leaving(1, Map.of(OTHER_ZONE, 0L)));
        store.assignments().publish(removed(ZONE, ACCOUNT, 2));
        assertThat(current().leftZones()).isEmpty();
    }

    private static final CachingExclusions FIRST = CachingExclusions.NONE.change(4, Set.of(1L, 20_000_000_000L));

    @Test
    void no_registration_is_excluded_from_what_was_just_published() {
        store.assignments().publish(assignment(ZONE, ACCOUNT, 1, 1));
        assertThat(current().exclusions()).isEqualTo(CachingExclusions.NONE);
    }

    @Test
    void exclusions_are_found_as_they_were_written_step_by_step() {
        store.assignments().publish(assignment(ZONE, ACCOUNT, 1, 1));
        var steps = List.of(
                CachingExclusions.NONE,
                FIRST,
                FIRST.announced(7),
                FIRST.announced(7).handedOver(),
                FIRST.announced(7).handedOver().change(5, Set.of()));
        for (int i = 1; i < steps.size(); i++) {
            assertThat(store.assignments().replaceExclusions(ZONE, ACCOUNT, steps.get(i - 1), steps.get(i)))
                    .isTrue();
            assertThat(current().exclusions()).isEqualTo(steps.get(i));
            assertThat(store.assignments().inZone(ZONE)).containsExactly(current());
        }
    }

    @Test
    void exclusions_are_replaced_only_if_they_are_what_was_read() {
        store.assignments().publish(assignment(ZONE, ACCOUNT, 1, 1));
        store.assignments().replaceExclusions(ZONE, ACCOUNT, CachingExclusions.NONE, FIRST);

        assertThat(store.assignments().replaceExclusions(ZONE, ACCOUNT, CachingExclusions.NONE, FIRST.announced(9)))
                .isFalse();
        assertThat(store.assignments().replaceExclusions(ZONE, ACCOUNT, FIRST.announced(8), FIRST.handedOver()))
                .isFalse();
        CachingExclusions second = FIRST.announced(8).handedOver().change(4, FIRST.excluded());
        assertThat(store.assignments().replaceExclusions(ZONE, ACCOUNT, second, second.announced(9)))
                .as("the same registrations, at another change")
                .isFalse();

        assertThat(current().exclusions()).isEqualTo(FIRST);
    }

    @Test
    void of_many_changes_from_the_same_exclusions_one_is_made() {
        store.assignments().publish(assignment(ZONE, ACCOUNT, 1, 1));

        int made = Race.of(i -> store.assignments()
                        .replaceExclusions(
                                ZONE, ACCOUNT, CachingExclusions.NONE, CachingExclusions.NONE.change(i, Set.of(1L))))
                .stream()
                .mapToInt(excluded -> excluded ? 1 : 0)
                .sum();

        assertThat(made).isEqualTo(1);
    }

    @Test
    void exclusions_stay_from_version_to_version_and_from_generation_to_generation() {
        store.assignments().publish(assignment(ZONE, ACCOUNT, 1, 1));
        store.assignments().replaceExclusions(ZONE, ACCOUNT, CachingExclusions.NONE, FIRST);

        store.assignments().publish(assignment(ZONE, ACCOUNT, 2, 1));
        assertThat(current().exclusions()).isEqualTo(FIRST);
        store.assignments().publish(assignment(ZONE, ACCOUNT, 3, 2));
        assertThat(current().exclusions()).isEqualTo(FIRST);
        store.assignments().publish(removed(ZONE, ACCOUNT, 4));
        assertThat(current().exclusions()).isEqualTo(FIRST);
    }

    @Test
    void no_registration_is_excluded_from_what_was_never_published() {
        assertThat(store.assignments().replaceExclusions(ZONE, ACCOUNT, CachingExclusions.NONE, FIRST))
                .isFalse();
        assertThat(store.assignments().inZone(ZONE)).isEmpty();
    }

    private Assignment current() {
        return store.assignments().find(ZONE, List.of(ACCOUNT)).get(ACCOUNT);
    }

    private static Assignment leaving(long version, Map<ZoneId, Long> left) {
        return new Assignment(
                ZONE,
                ACCOUNT,
                version,
                1,
                AccountState.ACTIVATING,
                Optional.empty(),
                false,
                Optional.empty(),
                0,
                left,
                CachingExclusions.NONE,
                Map.of());
    }

    private void publishAt(Instant time, Assignment assignment) {
        theClockSays(time);
        assertThat(store.assignments().publish(assignment)).isTrue();
    }

    static Assignment assignment(ZoneId zone, AccountName account, long version, long generation) {
        return new Assignment(
                zone,
                account,
                version,
                generation,
                AccountState.ACTIVATING,
                Optional.empty(),
                false,
                Optional.empty(),
                0,
                Map.of(),
                CachingExclusions.NONE,
                Map.of());
    }

    static Assignment removed(ZoneId zone, AccountName account, long version) {
        return new Assignment(
                zone,
                account,
                version,
                1,
                AccountState.REMOVED,
                Optional.empty(),
                false,
                Optional.empty(),
                0,
                Map.of(),
                CachingExclusions.NONE,
                Map.of());
    }
}
