package io.dynamicaccounts.agent.session;

import static io.dynamicaccounts.agent.session.Rig.confirmedWatch;
import static io.dynamicaccounts.agent.session.Rig.watch;
import static org.assertj.core.api.Assertions.assertThat;

import io.dynamicaccounts.agent.protocol.ControlPlaneAnswer;
import io.dynamicaccounts.agent.protocol.PollAnswer;
import io.dynamicaccounts.agent.protocol.ReportAnswer;
import io.dynamicaccounts.agent.protocol.StaticAccount;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Tests when a session polls and what a poll states. */
class PollingTest {

    private final Rig rig = new Rig();

    private Duration untilNextPoll() {
        Instant then = rig.clock.instant();
        rig.awaitPoll();
        return Duration.between(then, rig.clock.instant());
    }

    @Test
    void the_first_poll_is_sent_at_once_with_the_id_of_the_session() {
        assertThat(rig.poll).isNotNull();
        assertThat(rig.poll.body().zoneId()).isEqualTo("zone-1");
        assertThat(rig.poll.body().session()).hasSize(36);
        assertThat(rig.poll.body().revision()).isNull();
        assertThat(rig.poll.body().version()).isEqualTo("test");
    }

    @Test
    void the_interval_of_the_answer_is_kept_within_ten_percent_and_varies() {
        List<Duration> intervals = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            rig.nothing(1, 1);
            rig.list(1, 1);
            intervals.add(untilNextPoll());
        }
        assertThat(intervals)
                .allSatisfy(each -> assertThat(each).isBetween(Duration.ofSeconds(9), Duration.ofSeconds(11)));
        assertThat(intervals.stream().distinct().count()).isGreaterThan(20);
    }

    @Test
    void an_interval_of_zero_causes_no_busy_loop() {
        rig.answer(new ControlPlaneAnswer.Answered<>(new PollAnswer(1, 1, 0, 45, List.of(), false, null)));
        assertThat(untilNextPoll()).isGreaterThanOrEqualTo(Duration.ofMillis(100));
    }

    @Test
    void not_reregistered__failures_are_repeated_at_random_up_to_growing_bounds_and_watches_go_on() {
        rig.list(1, 1, watch("a", 1));
        rig.watching("a");
        Duration longest = Duration.ZERO;
        for (int i = 0; i < 40; i++) {
            rig.answer(new ControlPlaneAnswer.Unreachable<>("connection refused"));
            Duration waited = untilNextPoll();
            long bound = Math.min(60_000, 1000L << Math.min(i, 10));
            assertThat(waited).as("after failure %s", i + 1).isLessThanOrEqualTo(Duration.ofMillis(bound));
            longest = waited.compareTo(longest) > 0 ? waited : longest;
        }
        assertThat(longest).isGreaterThan(Duration.ofSeconds(30));
        assertThat(rig.stopsAsked).isEmpty();
        assertThat(rig.poll.body().revision()).isEqualTo(1);

        rig.nothing(1, 1);
        rig.answer(new ControlPlaneAnswer.Unreachable<>("connection refused"));
        assertThat(untilNextPoll()).as("a success forgets").isLessThanOrEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void a_retry_after_is_kept_with_a_little_delay() {
        rig.answer(new ControlPlaneAnswer.Busy<>(Optional.of(Duration.ofSeconds(30)), "throttled"));
        assertThat(untilNextPoll()).isBetween(Duration.ofSeconds(30), Duration.ofSeconds(33));
        rig.answer(new ControlPlaneAnswer.Busy<>(Optional.of(Duration.ZERO), "throttled"));
        assertThat(untilNextPoll()).isGreaterThanOrEqualTo(Duration.ofSeconds(1));
        rig.answer(new ControlPlaneAnswer.Busy<>(Optional.empty(), "throttled"));
        assertThat(untilNextPoll()).isLessThanOrEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void a_wrong_token_and_a_refusal_do_not_end_the_session() {
        rig.answer(new ControlPlaneAnswer.Unauthorised<>("401"));
        rig.answer(new ControlPlaneAnswer.Refused<>(400, "no"));
        rig.awaitPoll();
        assertThat(rig.ending).isNull();
    }

    @Test
    void a_request_without_an_answer_is_repeated_and_its_late_answer_ignored() {
        SessionCommand.Poll silent = rig.poll;
        rig.poll = null;
        rig.generations.put("a", 1L);
        rig.awaitPoll();
        rig.send(new SessionEvent.Polled(
                silent.request(), new ControlPlaneAnswer.Answered<>(Rig.answerOf(1, 1, watch("a", 1)))));
        assertThat(rig.session.status().waiting()).isEmpty();
        assertThat(rig.watched()).isEmpty();
        rig.list(1, 1);
        assertThat(rig.awaitPoll().body().revision()).isEqualTo(1);
    }

    @Test
    void an_answered_report_can_advance_the_next_poll_but_not_delay_it() {
        rig.deliverAtOnce = false;
        rig.list(1, 1, confirmedWatch("a", 1), confirmedWatch("b", 1));
        rig.watching("a");
        rig.deliver(new ReportAnswer(List.of(), 1.0));
        assertThat(untilNextPoll()).isLessThanOrEqualTo(Duration.ofMillis(1100));

        rig.nothing(1, 1);
        rig.watching("b");
        rig.deliver(new ReportAnswer(List.of(), 300.0));
        assertThat(untilNextPoll()).isLessThanOrEqualTo(Duration.ofSeconds(11));
    }

    @Test
    void static_accounts_are_sent_first_after_a_change_and_on_request_until_they_have_arrived() {
        assertThat(rig.awaitPoll().body().staticAccounts())
                .as("also none is worth saying")
                .isEmpty();
        rig.answer(new ControlPlaneAnswer.Unreachable<>("lost"));
        assertThat(rig.awaitPoll().body().staticAccounts()).isEmpty();
        rig.nothing(1, 1);
        rig.list(1, 1);
        assertThat(rig.awaitPoll().body().staticAccounts()).isNull();

        List<StaticAccount> mine = List.of(new StaticAccount("mine", Map.of("permissions", Map.of())));
        rig.send(new SessionEvent.Declared(mine));
        rig.nothing(1, 1);
        assertThat(untilNextPoll()).as("at once").isLessThan(Duration.ofSeconds(1));
        assertThat(rig.poll.body().staticAccounts()).isEqualTo(mine);
        rig.send(new SessionEvent.Declared(mine));
        rig.nothing(1, 1);
        assertThat(rig.awaitPoll().body().staticAccounts()).as("not changed").isNull();

        rig.answer(new ControlPlaneAnswer.Answered<>(new PollAnswer(1, 1, 10, 45, null, true, List.of("taken"))));
        assertThat(rig.awaitPoll().body().staticAccounts()).isEqualTo(mine);
        rig.nothing(1, 1);
        assertThat(rig.awaitPoll().body().staticAccounts()).isNull();
    }

    /** A poll that arrived late may have declared something else. */
    @Test
    void
            late_list_wins__who_ever_declared_an_account_says_so_again_every_few_minutes_and_also_that_it_no_longer_does() {
        rig.send(new SessionEvent.Declared(List.of(new StaticAccount("mine", Map.of()))));
        rig.nothing(1, 1);
        assertThat(rig.awaitPoll().body().staticAccounts()).hasSize(1);
        rig.nothing(1, 1);
        assertThat(untilDeclared())
                .isBetween(Duration.ofMinutes(5), Duration.ofMinutes(5).plusSeconds(11));
        assertThat(rig.poll.body().staticAccounts()).hasSize(1);

        rig.send(new SessionEvent.Declared(List.of()));
        rig.nothing(1, 1);
        assertThat(rig.awaitPoll().body().staticAccounts()).isEmpty();
        rig.nothing(1, 1);
        assertThat(untilDeclared()).isGreaterThanOrEqualTo(Duration.ofMinutes(5));
        assertThat(rig.poll.body().staticAccounts()).isEmpty();
    }

    private Duration untilDeclared() {
        Instant then = rig.clock.instant();
        while (rig.awaitPoll().body().staticAccounts() == null) {
            rig.nothing(1, 1);
        }
        return Duration.between(then, rig.clock.instant());
    }

    @Test
    void a_change_while_a_poll_is_under_way_is_not_lost() {
        List<StaticAccount> mine = List.of(new StaticAccount("mine", Map.of()));
        rig.awaitPoll();
        rig.send(new SessionEvent.Declared(mine));
        rig.nothing(1, 1);
        assertThat(rig.awaitPoll().body().staticAccounts()).isEqualTo(mine);
    }
}
