package io.dynamicaccounts.agent.session;

import static io.dynamicaccounts.agent.session.Rig.answerOf;
import static io.dynamicaccounts.agent.session.Rig.confirmedWatch;
import static io.dynamicaccounts.agent.session.Rig.stop;
import static io.dynamicaccounts.agent.session.Rig.watch;
import static org.assertj.core.api.Assertions.assertThat;

import io.dynamicaccounts.agent.protocol.AccountReport;
import io.dynamicaccounts.agent.protocol.ControlPlaneAnswer;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tests that the newest list is the complete desired state. */
class NewestListTest {

    private final Rig rig = new Rig();

    @Test
    void zombie_watchers__what_the_list_does_not_name_is_dropped() {
        rig.list(1, 1, watch("a", 1), watch("b", 1));
        rig.watching("a", "b");

        rig.list(1, 2, watch("b", 1));

        assertThat(rig.stopsAsked).extracting(WatchId::account).containsExactly("a");
        rig.stopped("a");
        assertThat(rig.watched()).containsExactly("b");
        assertThat(rig.said()).doesNotContain("a 1 STOPPED");
    }

    @Test
    void dangling_agent__an_empty_list_ends_everything_even_what_is_still_starting() {
        rig.list(1, 1, watch("a", 1), watch("b", 1));
        rig.watching("a");

        rig.list(2, 2);

        assertThat(rig.stopsAsked).extracting(WatchId::account).containsExactlyInAnyOrder("a", "b");
        rig.stopped("a", "b");
        assertThat(rig.session.status().watching()).isEmpty();
        assertThat(rig.session.status().starting()).isEmpty();
    }

    @Test
    void zero_accounts_disconnect__an_empty_list_is_acknowledged_and_polling_goes_on() {
        rig.list(1, 7);
        rig.nothing(1, 7);
        rig.nothing(1, 7);
        rig.awaitPoll();

        assertThat(rig.polls).extracting(each -> each.revision()).containsExactly(null, 7L, 7L, 7L);
        assertThat(rig.ending).isNull();
    }

    @Test
    void duplicate_watchers__the_same_list_again_changes_nothing() {
        rig.list(1, 1, confirmedWatch("a", 1));
        rig.list(1, 1, confirmedWatch("a", 1));
        rig.watching("a");
        rig.list(1, 1, confirmedWatch("a", 1));

        assertThat(rig.order).filteredOn(step -> step.startsWith("start")).containsExactly("start a");
        assertThat(rig.stopsAsked).isEmpty();
    }

    @Test
    void duplicate_watchers__an_answer_counts_once_and_only_while_it_is_awaited() {
        long first = rig.awaitPoll().request();
        rig.list(1, 1, watch("a", 1));
        rig.watching("a");
        rig.list(1, 1, watch("a", 1), watch("b", 1));
        rig.watching("b");

        rig.send(new SessionEvent.Polled(first, new ControlPlaneAnswer.Answered<>(answerOf(1, 1, watch("a", 1)))));

        assertThat(rig.stopsAsked).isEmpty();
        assertThat(rig.watched()).containsExactly("a", "b");
    }

    @Test
    void an_older_epoch_and_an_older_revision_of_the_same_epoch_are_ignored() {
        rig.list(5, 10, watch("a", 1));
        rig.watching("a");

        rig.list(5, 9);
        rig.list(5, 10, watch("a", 1));
        rig.list(4, 11);

        assertThat(rig.stopsAsked).isEmpty();
        assertThat(rig.awaitPoll().body().revision()).isEqualTo(10);
    }

    @Test
    void a_control_plane_that_lost_its_state_is_believed_at_the_third_answer() {
        rig.list(5, 10, watch("a", 1));
        rig.watching("a");

        rig.list(1, 1, watch("b", 1));
        rig.list(1, 1, watch("b", 1));
        assertThat(rig.stopsAsked).isEmpty();
        rig.list(1, 1, watch("b", 1));

        assertThat(rig.stopsAsked).extracting(WatchId::account).containsExactly("a");
        assertThat(rig.awaitPoll().body().revision())
                .as("nothing of the new count is applied yet")
                .isNull();
        rig.stopped("a");
        rig.nothing(1, 1);
        assertThat(rig.awaitPoll().body().revision()).isEqualTo(1);
    }

    @Test
    void a_newer_generation_starts_only_after_the_older_watch_has_ended() {
        rig.list(1, 1, watch("a", 1));
        rig.watching("a");

        rig.list(1, 2, confirmedWatch("a", 2));
        assertThat(rig.live.get("a").generation()).isEqualTo(1);
        rig.stopped("a");
        assertThat(rig.live.get("a").generation()).isEqualTo(2);
        rig.watching("a");

        assertThat(rig.said()).containsExactly("a 1 WATCHING", "a 2 WATCHING");
    }

    @Test
    void events_of_an_earlier_watch_of_the_same_account_change_nothing() {
        rig.list(1, 1, watch("a", 1));
        WatchId earlier = rig.live.get("a");
        rig.list(1, 2, watch("a", 2));
        rig.stopped("a");

        rig.send(new SessionEvent.Watching(earlier, Rig.FACTS));
        rig.send(new SessionEvent.WatchFailed(earlier, "late"));
        rig.send(new SessionEvent.WatchStopped(earlier));

        assertThat(rig.session.status().starting()).containsExactly("a");
        assertThat(rig.reports).isEmpty();
    }

    @Test
    void a_stop_of_an_unknown_account_is_reported_if_a_report_is_requested() {
        rig.list(1, 1, stop("a", 3));
        assertThat(rig.said()).containsExactly("a 3 STOPPED");
        assertThat(rig.awaitPoll().body().revision()).isEqualTo(1);
    }

    @Test
    void a_stop_reports_the_generation_that_asked_for_it() {
        rig.list(1, 1, watch("a", 1));
        rig.watching("a");
        rig.list(1, 2, stop("a", 2));
        assertThat(rig.said()).containsExactly("a 1 WATCHING");

        rig.stopped("a");

        assertThat(rig.said()).containsExactly("a 1 WATCHING", "a 2 STOPPED");
    }

    @Test
    void a_revision_is_acknowledged_when_its_stops_are_done_not_when_its_starts_are() {
        rig.list(1, 1, watch("a", 1));
        assertThat(rig.awaitPoll().body().revision()).as("a is still starting").isEqualTo(1);
        rig.list(1, 2, watch("b", 1));
        assertThat(rig.awaitPoll().body().revision()).as("a has not ended").isEqualTo(1);
        rig.nothing(1, 2);
        rig.stopped("a");
        assertThat(rig.awaitPoll().body().revision()).isEqualTo(2);
    }

    @Test
    void a_stop_that_fails_is_reported_not_acknowledged_and_tried_again() {
        rig.list(1, 1, watch("a", 1));
        rig.watching("a");
        rig.list(1, 2, stop("a", 2));

        rig.stopFailed("a", "finalizer");
        assertThat(rig.reports).last().isEqualTo(AccountReport.failed("a", 2, "finalizer"));
        assertThat(rig.awaitPoll().body().revision()).isEqualTo(1);
        assertThat(rig.stopsAsked).as("tried again after a while").hasSize(2);

        rig.stopped("a");
        rig.list(1, 2, stop("a", 2));
        assertThat(rig.said()).contains("a 2 STOPPED");
        assertThat(rig.awaitPoll().body().revision()).isEqualTo(2);
    }

    @Test
    void a_stop_that_never_answers_is_repeated_with_growing_pauses() {
        rig.list(1, 1, watch("a", 1));
        rig.watching("a");
        rig.list(1, 2, stop("a", 2));
        rig.awaitPoll();

        rig.pass(Duration.ofMinutes(10));

        assertThat(rig.reports).last().isEqualTo(AccountReport.failed("a", 2, "not stopped after 30 seconds"));
        assertThat(rig.stopsAsked).hasSizeBetween(7, 12);
    }

    @Test
    void every_later_watch_waits_for_the_watch_that_does_not_stop_and_reports_the_reason() {
        rig.list(1, 1, watch("a", 1));
        rig.watching("a");
        rig.list(1, 2, confirmedWatch("a", 2));

        rig.stopFailed("a", "stuck");
        assertThat(rig.reports).last().satisfies(report -> {
            assertThat(report.generation()).isEqualTo(2);
            assertThat(report.message()).contains("earlier generation", "stuck");
        });
        rig.stopped("a");
        rig.watching("a");

        assertThat(rig.said()).last().isEqualTo("a 2 WATCHING");
    }

    @Test
    void when_a_list_names_an_account_twice_the_newest_generation_counts() {
        rig.list(1, 1, watch("a", 1), watch("a", 2));
        assertThat(rig.live.get("a").generation()).isEqualTo(2);
        assertThat(List.copyOf(rig.watched())).containsExactly("a");
    }
}
