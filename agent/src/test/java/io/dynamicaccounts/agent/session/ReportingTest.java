package io.dynamicaccounts.agent.session;

import static io.dynamicaccounts.agent.session.Rig.confirmedWatch;
import static io.dynamicaccounts.agent.session.Rig.stop;
import static org.assertj.core.api.Assertions.assertThat;

import io.dynamicaccounts.agent.protocol.AccountReport;
import io.dynamicaccounts.agent.protocol.AssignedAccount;
import io.dynamicaccounts.agent.protocol.ControlPlaneAnswer;
import io.dynamicaccounts.agent.protocol.ReportAnswer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tests that reports arrive, or are sent again. */
class ReportingTest {

    private final Rig rig = new Rig(Rig.SETTINGS.withMaxConcurrentStarts(1000));

    @BeforeEach
    void the_rig_holds_reports_until_the_test_answers_them() {
        rig.deliverAtOnce = false;
    }

    private void answer(ControlPlaneAnswer<ReportAnswer> answer) {
        long request = rig.report.request();
        rig.report = null;
        rig.send(new SessionEvent.Reported(request, answer));
    }

    @Test
    void a_report_without_an_answer_is_sent_again_after_a_while() {
        rig.list(1, 1, confirmedWatch("a", 1));
        rig.watching("a");
        answer(new ControlPlaneAnswer.Unreachable<>("down"));
        assertThat(rig.report).isNull();
        rig.awaitPoll();
        rig.pass(Duration.ofSeconds(1));
        assertThat(rig.report.body().reports())
                .extracting(AccountReport::account)
                .containsExactly("a");
        rig.deliver(new ReportAnswer(List.of(), null));
        rig.pass(Duration.ofMinutes(5));
        assertThat(rig.report).isNull();
    }

    @Test
    void of_two_undelivered_outcomes_the_newest_is_sent() {
        rig.list(1, 1, confirmedWatch("a", 1));
        rig.watching("a");
        rig.failed("a", "lost");
        rig.awaitPoll();
        assertThat(rig.report.body().reports())
                .extracting(AccountReport::outcome)
                .containsExactly(AccountReport.Outcome.WATCHING);
        rig.deliver(new ReportAnswer(List.of(), null));
        assertThat(rig.report.body().reports())
                .extracting(AccountReport::outcome)
                .containsExactly(AccountReport.Outcome.FAILED);
        answer(new ControlPlaneAnswer.Unreachable<>("down"));
        rig.list(1, 2, stop("a", 2));
        rig.pass(Duration.ofSeconds(2));
        assertThat(rig.report.body().reports()).containsExactly(AccountReport.stopped("a", 2));
    }

    @Test
    void stale_reports_are_forgotten() {
        rig.list(1, 1, confirmedWatch("a", 1));
        rig.watching("a");
        rig.deliver(new ReportAnswer(List.of("a"), null));
        rig.awaitPoll();
        rig.pass(Duration.ofMinutes(1));
        assertThat(rig.report).isNull();
    }

    @Test
    void one_batch_has_at_most_a_thousand_reports() {
        AssignedAccount[] stops =
                IntStream.range(0, 2500).mapToObj(i -> stop("a" + i, 1)).toArray(AssignedAccount[]::new);
        rig.list(1, 1, stops);
        int batches = 0;
        while (rig.report != null) {
            assertThat(rig.report.body().reports()).hasSizeLessThanOrEqualTo(1000);
            rig.deliver(new ReportAnswer(List.of(), null));
            batches++;
        }
        assertThat(batches).isEqualTo(3);
        assertThat(rig.reports)
                .extracting(AccountReport::account)
                .doesNotHaveDuplicates()
                .hasSize(2500);
    }

    @Test
    void one_refused_report_does_not_delay_the_others() {
        AssignedAccount[] stops =
                IntStream.range(0, 300).mapToObj(i -> stop("a" + i, 1)).toArray(AssignedAccount[]::new);
        rig.list(1, 1, stops);
        rig.awaitPoll();
        int requests = 0;
        for (int i = 0; i < 200; i++) {
            if (rig.report != null) {
                requests++;
                if (rig.report.body().reports().stream()
                        .anyMatch(each -> each.account().equals("a123"))) {
                    answer(new ControlPlaneAnswer.Refused<>(400, "malformed"));
                } else {
                    rig.deliver(new ReportAnswer(List.of(), null));
                }
            }
            rig.pass(Duration.ofMillis(500));
        }
        assertThat(rig.reports).hasSize(299);
        assertThat(rig.report).isNull();
        assertThat(requests).isLessThan(40);
    }

    @Test
    void a_wrong_token_loses_no_report() {
        rig.list(1, 1, confirmedWatch("a", 1));
        rig.watching("a");
        answer(new ControlPlaneAnswer.Unauthorised<>("401"));
        rig.awaitPoll();
        rig.pass(Duration.ofSeconds(2));
        assertThat(rig.report.body().reports()).hasSize(1);
    }

    @Test
    void long_reasons_are_cut() {
        assertThat(AccountReport.failed("a", 1, "x".repeat(100_000)).message()).hasSize(2000);
    }

    private static AssignedAccount knownToHaveFailed(String account) {
        return new AssignedAccount(account, 1, AssignedAccount.Action.WATCH, false, false, true);
    }

    /** A report of WATCHING was delivered a second time, after the report of FAILED. */
    @Test
    void late_report_believed__a_failure_that_the_control_plane_no_longer_knows_is_reported_again() {
        rig.protocol = 2;
        rig.list(1, 1, confirmedWatch("a", 1));
        rig.watching("a");
        rig.deliver(new ReportAnswer(List.of(), null));
        rig.failed("a", "lost");
        rig.deliver(new ReportAnswer(List.of(), null));
        rig.list(1, 1, knownToHaveFailed("a"));
        assertThat(rig.report).as("it is known").isNull();

        rig.list(1, 1, Rig.watch("a", 1));

        assertThat(rig.report.body().reports()).containsExactly(AccountReport.failed("a", 1, "lost"));
    }

    /** The list that would have asked for the report was lost too. */
    @Test
    void late_report_believed__who_failed_asks_for_a_list_when_none_came_for_a_quarter_of_an_hour() {
        rig.protocol = 2;
        rig.list(1, 1, confirmedWatch("a", 1));
        rig.watching("a");
        rig.deliver(new ReportAnswer(List.of(), null));
        rig.failed("a", "lost");
        rig.deliver(new ReportAnswer(List.of(), null));
        Instant listed = rig.clock.instant();
        while (rig.awaitPoll().body().revision() != null) {
            assertThat(rig.clock.instant()).isBefore(listed.plus(Duration.ofMinutes(15)));
            rig.nothing(1, 1);
        }
        assertThat(rig.clock.instant()).isAfter(listed.plus(Duration.ofMinutes(14)));

        rig.list(1, 1, Rig.watch("a", 1));

        assertThat(rig.report.body().reports()).containsExactly(AccountReport.failed("a", 1, "lost"));
    }

    @Test
    void an_agent_without_failures_asks_for_no_list() {
        rig.list(1, 1, confirmedWatch("a", 1));
        rig.watching("a");
        rig.deliver(new ReportAnswer(List.of(), null));
        Instant listed = rig.clock.instant();
        while (rig.clock.instant().isBefore(listed.plus(Duration.ofMinutes(20)))) {
            assertThat(rig.awaitPoll().body().revision()).isEqualTo(1);
            rig.nothing(1, 1);
        }
    }

    @Test
    void before_version_two_of_the_protocol_a_list_does_not_state_failures() {
        rig.protocol = 1;
        rig.list(1, 1, confirmedWatch("a", 1));
        rig.watching("a");
        rig.failed("a", "lost");
        rig.deliver(new ReportAnswer(List.of(), null));
        rig.deliver(new ReportAnswer(List.of(), null));
        rig.list(1, 1, Rig.watch("a", 1));
        assertThat(rig.report).isNull();
    }
}
