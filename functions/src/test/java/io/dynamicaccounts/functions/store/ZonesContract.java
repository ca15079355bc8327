package io.dynamicaccounts.functions.store;

import static io.dynamicaccounts.functions.store.AssignmentsContract.assignment;
import static org.assertj.core.api.Assertions.assertThat;

import io.dynamicaccounts.functions.account.AgentId;
import io.dynamicaccounts.functions.account.SessionId;
import io.dynamicaccounts.functions.account.ZoneId;
import io.dynamicaccounts.functions.store.Roster.Departed;
import io.dynamicaccounts.functions.store.Zone.Member;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** What every store must do with zones. */
public abstract class ZonesContract extends StoreContract {

    @Test
    void a_zone_that_was_never_written_is_empty() {
        assertThat(store.zones().find(ZONE)).isEqualTo(Zone.empty(ZONE));
    }

    @Test
    void many_zones_are_found_at_once_including_empty_ones() {
        List<ZoneId> zones =
                IntStream.range(0, 1_100).mapToObj(i -> new ZoneId("zone-" + i)).toList();
        Zone raised = store.zones().raiseRevision(zones.get(3), true);

        assertThat(store.zones().find(zones))
                .hasSize(1_100)
                .containsEntry(zones.get(3), raised)
                .containsEntry(zones.get(4), Zone.empty(zones.get(4)));
    }

    @Test
    void raising_counts_one_and_touches_no_other_zone() {
        assertThat(store.zones().raiseRevision(ZONE, false)).isEqualTo(new Zone(ZONE, 1, Roster.EMPTY, false, 0));
        assertThat(store.zones().raiseRevision(ZONE, false)).isEqualTo(new Zone(ZONE, 2, Roster.EMPTY, false, 0));
        assertThat(store.zones().find(ZONE)).isEqualTo(new Zone(ZONE, 2, Roster.EMPTY, false, 0));
        assertThat(store.zones().find(OTHER_ZONE)).isEqualTo(Zone.empty(OTHER_ZONE));
    }

    @Test
    void stops_stay_pending_until_they_are_done_at_the_revision_read() {
        store.zones().raiseRevision(ZONE, true);
        assertThat(store.zones().raiseRevision(ZONE, false).stopsPending()).isTrue();

        assertThat(store.zones().clearStopsPending(ZONE, 1)).isFalse();
        assertThat(store.zones().find(ZONE).stopsPending()).isTrue();

        assertThat(store.zones().clearStopsPending(ZONE, 2)).isTrue();
        assertThat(store.zones().find(ZONE)).isEqualTo(new Zone(ZONE, 2, Roster.EMPTY, false, 0));
    }

    @Test
    void accounts_that_join_are_added_to_those_counted() {
        assertThat(store.zones().raiseRevision(ZONE, true, 3)).isEqualTo(new Zone(ZONE, 1, Roster.EMPTY, true, 3));
        assertThat(store.zones().raiseRevision(ZONE, false).accounts()).isEqualTo(3);

        assertThat(store.zones().setAccountCount(ZONE, 2, 7)).isTrue();
        assertThat(store.zones().find(ZONE)).isEqualTo(new Zone(ZONE, 2, Roster.EMPTY, true, 7));

        assertThat(store.zones().raiseRevision(ZONE, false, 2).accounts()).isEqualTo(9);
        assertThat(store.zones()
                        .replaceMembers(store.zones().find(ZONE), List.of(), List.of())
                        .orElseThrow()
                        .accounts())
                .isEqualTo(9);
    }

    @Test
    void a_count_does_not_take_away_what_joined_since_it_was_begun() {
        store.zones().raiseRevision(ZONE, false, 5);
        store.zones().raiseRevision(ZONE, false, 2);

        assertThat(store.zones().setAccountCount(ZONE, 1, 5)).isFalse();
        assertThat(store.zones().find(ZONE).accounts()).isEqualTo(7);
        assertThat(store.zones().setAccountCount(OTHER_ZONE, 0, 0)).isTrue();
    }

    @Test
    void of_accounts_that_join_at_once_none_is_forgotten() {
        Race.of(i -> store.zones().raiseRevision(ZONE, false, i).revision());

        assertThat(store.zones().find(ZONE).accounts()).isEqualTo(Race.WRITERS * (Race.WRITERS - 1) / 2);
    }

    @Test
    void raising_from_a_revision_keeps_what_is_pending() {
        store.zones().raiseRevision(ZONE, true);

        Optional<Zone> raised = store.zones().raiseRevisionFrom(ZONE, 1);

        assertThat(raised).contains(new Zone(ZONE, 2, Roster.EMPTY, true, 0));
        assertThat(store.zones().find(ZONE)).isEqualTo(raised.orElseThrow());
    }

    @Test
    void raising_from_another_revision_changes_nothing() {
        store.zones().raiseRevision(ZONE, false);

        assertThat(store.zones().raiseRevisionFrom(ZONE, 0)).isEmpty();
        assertThat(store.zones().raiseRevisionFrom(ZONE, 2)).isEmpty();
        assertThat(store.zones().find(ZONE).revision()).isEqualTo(1);
    }

    @Test
    void a_zone_that_was_never_written_can_be_raised_from_zero() {
        assertThat(store.zones().raiseRevisionFrom(ZONE, 1)).isEmpty();
        assertThat(store.zones().find(ZONE)).isEqualTo(Zone.empty(ZONE));
        assertThat(store.zones().raiseRevisionFrom(ZONE, 0)).contains(new Zone(ZONE, 1, Roster.EMPTY, false, 0));
    }

    @Test
    void under_racing_raises_every_revision_is_given_once() {
        int raises = 20;

        List<List<Long>> raised = Race.of(i -> IntStream.range(0, raises)
                .mapToObj(raise ->
                        store.zones().raiseRevision(ZONE, i == 7 && raise == 0).revision())
                .toList());

        assertThat(raised).allSatisfy(mine -> assertThat(mine).isSorted());
        assertThat(raised.stream().flatMap(List::stream))
                .containsExactlyInAnyOrderElementsOf(
                        LongStream.rangeClosed(1, raises * Race.WRITERS).boxed().toList());
        assertThat(store.zones().find(ZONE)).isEqualTo(new Zone(ZONE, raises * Race.WRITERS, Roster.EMPTY, true, 0));
    }

    @RepeatedTest(3)
    void of_many_who_raise_from_one_revision_exactly_one_does() {
        store.zones().raiseRevision(ZONE, false);

        List<Optional<Zone>> raised = Race.of(i -> store.zones().raiseRevisionFrom(ZONE, 1));

        assertThat(raised).filteredOn(Optional::isPresent).hasSize(1);
        assertThat(store.zones().find(ZONE).revision()).isEqualTo(2);
    }

    @Test
    void enrolling_replaces_the_roster_and_raises_epoch_and_revision() {
        store.zones().raiseRevision(ZONE, true);
        var first = new Member(1, AGENT, SESSION);
        Zone joined = store.zones()
                .replaceMembers(store.zones().find(ZONE), List.of(first), List.of())
                .orElseThrow();
        assertThat(joined)
                .isEqualTo(new Zone(ZONE, 2, new Roster(1, 2, List.of(first), List.of(), 0, List.of()), true, 0));

        var second = new Member(2, new AgentId("agent-0"), OTHER_SESSION);
        Zone two = store.zones()
                .replaceMembers(joined, List.of(first, second), List.of())
                .orElseThrow();
        assertThat(two)
                .isEqualTo(
                        new Zone(ZONE, 3, new Roster(2, 3, List.of(first, second), List.of(), 0, List.of()), true, 0));
        assertThat(store.zones().find(ZONE)).isEqualTo(two);

        var departed = new Departed(1, NOON);
        Zone none =
                store.zones().replaceMembers(two, List.of(), List.of(departed)).orElseThrow();
        assertThat(none)
                .isEqualTo(new Zone(ZONE, 4, new Roster(3, 4, List.of(), List.of(departed), 0, List.of()), true, 0));
        assertThat(store.zones().find(ZONE)).isEqualTo(none);
    }

    @Test
    void a_roster_is_not_replaced_on_an_old_epoch() {
        Zone before = store.zones().find(ZONE);
        Zone joined = store.zones()
                .replaceMembers(before, List.of(new Member(1, AGENT, SESSION)), List.of())
                .orElseThrow();

        assertThat(store.zones().replaceMembers(before, List.of(), List.of())).isEmpty();
        assertThat(store.zones().find(ZONE)).isEqualTo(joined);
    }

    @Test
    void the_epoch_decides_and_not_the_revision() {
        Zone read = store.zones().find(ZONE);
        store.zones().raiseRevision(ZONE, false);

        assertThat(store.zones()
                        .replaceMembers(read, List.of(new Member(1, AGENT, SESSION)), List.of())
                        .orElseThrow()
                        .revision())
                .isEqualTo(2);
    }

    @RepeatedTest(3)
    void of_many_who_enroll_on_one_epoch_exactly_one_does() {
        Zone read = store.zones().find(ZONE);

        List<Optional<Zone>> enrolled = Race.of(i -> store.zones()
                .replaceMembers(
                        read,
                        List.of(new Member(1, new AgentId("agent-" + i), new SessionId("session-" + i))),
                        List.of()));

        assertThat(enrolled)
                .filteredOn(Optional::isPresent)
                .containsExactly(Optional.of(store.zones().find(ZONE)));
        assertThat(store.zones().find(ZONE).epoch()).isEqualTo(1);
    }

    @Test
    void all_of_many_who_join_and_read_again_when_they_lost_are_enrolled_once() {
        Race.of(i -> {
            while (true) {
                Zone read = store.zones().find(ZONE);
                var members = new ArrayList<>(read.members());
                members.add(new Member(read.epoch() + 1, new AgentId("agent-" + i), SESSION));
                if (store.zones().replaceMembers(read, members, List.of()).isPresent()) {
                    return i;
                }
            }
        });

        Zone zone = store.zones().find(ZONE);
        assertThat(zone.epoch()).isEqualTo(Race.WRITERS);
        assertThat(zone.members())
                .extracting(Member::registration)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, Race.WRITERS).boxed().toList());
        assertThat(zone.members()).extracting(Member::agent).doesNotHaveDuplicates();
    }

    @Test
    void settling_makes_the_newest_roster_the_settled_one_and_raises_the_revision() {
        var member = new Member(1, AGENT, SESSION);
        Zone joined = store.zones()
                .replaceMembers(Zone.empty(ZONE), List.of(member), List.of(new Departed(7, NOON)))
                .orElseThrow();

        Zone settled = store.zones().settleEpoch(joined).orElseThrow();

        assertThat(settled)
                .isEqualTo(
                        new Zone(ZONE, 2, new Roster(1, 1, List.of(member), List.of(), 1, List.of(member)), false, 0));
        assertThat(store.zones().find(ZONE)).isEqualTo(settled);
    }

    @Test
    void an_epoch_settles_once_and_an_old_one_never() {
        Zone one = store.zones()
                .replaceMembers(Zone.empty(ZONE), List.of(new Member(1, AGENT, SESSION)), List.of())
                .orElseThrow();
        Zone two = store.zones().replaceMembers(one, List.of(), List.of()).orElseThrow();

        assertThat(store.zones().settleEpoch(one)).isEmpty();
        assertThat(store.zones().settleEpoch(two)).isPresent();
        assertThat(store.zones().settleEpoch(two)).isEmpty();
    }

    @Test
    void the_last_settled_roster_is_kept_over_further_epochs() {
        var first = new Member(1, AGENT, SESSION);
        Zone one = store.zones()
                .replaceMembers(Zone.empty(ZONE), List.of(first), List.of())
                .orElseThrow();
        store.zones().settleEpoch(one);
        Zone two = store.zones()
                .replaceMembers(store.zones().find(ZONE), List.of(), List.of())
                .orElseThrow();

        assertThat(two.roster().settledMembers()).containsExactly(first);
        assertThat(two.roster().settledEpoch()).isEqualTo(1);
        assertThat(two.roster().isSettled()).isFalse();
    }

    /**
     * Verifies the order that polls rely on: a poll that reads the revision first never receives a list that is
     * older than the revision.
     */
    @Test
    void a_list_read_after_a_revision_is_never_older_than_it() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<?> publisher = threads.submit(() -> {
                for (int version = 1; version <= 300; version++) {
                    store.assignments().publish(assignment(ZONE, ACCOUNT, version, 1));
                    store.zones().raiseRevision(ZONE, false);
                }
            });
            long revision = 0;
            while (revision < 300) {
                long before = revision;
                revision = store.zones().find(ZONE).revision();
                assertThat(revision).isGreaterThanOrEqualTo(before);
                long listed = store.assignments().inZone(ZONE).stream()
                        .mapToLong(Assignment::version)
                        .max()
                        .orElse(0);
                assertThat(listed).isGreaterThanOrEqualTo(revision);
            }
            publisher.get();
        }
    }
}
