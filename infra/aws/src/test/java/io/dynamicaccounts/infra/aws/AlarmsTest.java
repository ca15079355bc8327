package io.dynamicaccounts.infra.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.dynamicaccounts.aws.LambdaConfiguration;
import io.dynamicaccounts.functions.Settings;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Each alarm rings for its event and for nothing else: what the real functions write and what AWS counts of their
 * calls is judged by the alarm as the template has it.
 */
class AlarmsTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final Template template = Template.read();
    private final Settings settings = LambdaConfiguration.read(template.environment("SweepFunction"))
            .configuration()
            .settings();
    private final ObservedInstallation installation =
            new ObservedInstallation(template.environment("SweepFunction").get("DYNAMIC_ACCOUNTS_TABLE"), settings);
    private final RecordedMetrics metrics = installation.metrics();
    private final AwsMetrics aws = new AwsMetrics(metrics);

    /** After how many minutes from now it rings. */
    private OptionalInt rings(String alarm, int within) {
        return rings(alarm, Instant.EPOCH, within);
    }

    private OptionalInt rings(String alarm, Instant from, int within) {
        return AlarmRule.of(template, alarm).ringsAfter(metrics, from, within);
    }

    private static Instant minute(int number) {
        return Instant.EPOCH.plus(MINUTE.multipliedBy(number));
    }

    @Test
    void a_sweep_that_runs_no_more_is_told_within_five_minutes() {
        installation.live(Duration.ofMinutes(10), "eu");
        Instant stopped = installation.now().plus(MINUTE);
        assertThat(rings("SweepNotRun", stopped.minus(MINUTE.multipliedBy(9)), 9))
                .isEmpty();
        assertThat(rings("SweepNotRun", stopped, 10).orElseThrow()).isBetween(3, 5);
    }

    /** An environment that Lambda takes away takes at most its last lines with it. */
    @Test
    void one_minute_without_a_sweep_is_nothing() {
        installation.live(Duration.ofMinutes(5), "eu");
        Instant missed = installation.now();
        installation.pass(MINUTE.multipliedBy(2));
        installation.live(Duration.ofMinutes(5), "eu");
        assertThat(rings("SweepNotRun", missed.minus(MINUTE.multipliedBy(3)), 9))
                .isEmpty();
    }

    @Test
    void a_sweep_that_never_comes_to_the_end_of_its_work_is_told() {
        installation.live(Duration.ofMinutes(10), "eu");
        installation.pass(MINUTE);
        Instant overworked = installation.now();
        for (int minute = 0; minute < 8; minute++) {
            assertThat(installation.sweep(Duration.ZERO).complete()).isFalse();
            installation.pass(MINUTE);
        }
        assertThat(rings("SweepNotCompleting", overworked, 8)).hasValue(5);
        assertThat(rings("SweepNotRun", overworked, 8)).as("sweeps end").isEmpty();
    }

    @Test
    void a_sweep_that_needs_a_few_runs_after_an_outage_is_nothing() {
        installation.live(Duration.ofMinutes(10), "eu");
        installation.pass(MINUTE);
        Instant overworked = installation.now();
        for (int minute = 0; minute < 4; minute++) {
            installation.sweep(Duration.ZERO);
            installation.pass(MINUTE);
        }
        installation.live(Duration.ofMinutes(10), "eu");
        assertThat(rings("SweepNotCompleting", overworked.minus(MINUTE.multipliedBy(9)), 22))
                .isEmpty();
    }

    /** Of the two in each minute it may be the second one that has too little time. */
    @Test
    void every_second_sweep_that_ends_incomplete_is_nothing() {
        installation.live(Duration.ofMinutes(10), "eu");
        Instant overworked = installation.now();
        for (int minute = 0; minute < 10; minute++) {
            installation.sweep();
            installation.pass(Duration.ofSeconds(30));
            installation.sweep(Duration.ZERO);
            installation.pass(Duration.ofSeconds(30));
        }
        assertThat(rings("SweepNotCompleting", overworked, 10)).isEmpty();
    }

    @Test
    void a_zone_that_loses_its_last_agent_is_told() {
        installation.active("a", "eu");
        installation.live(Duration.ofMinutes(5), "eu");
        assertThat(rings("AccountsOrphaned", installation.now().minus(MINUTE.multipliedBy(4)), 4))
                .isEmpty();
        Instant dies = installation.now();
        installation.live(Duration.ofMinutes(4));
        assertThat(rings("AccountsOrphaned", dies, 4).orElseThrow()).isBetween(1, 3);
    }

    @Test
    void an_outage_that_the_sweep_does_not_believe_is_told() {
        installation.live(Duration.ofMinutes(5), "eu", "us");
        assertThat(rings("SweepDistrusts", installation.now().minus(MINUTE.multipliedBy(4)), 4))
                .isEmpty();
        Instant lost = installation.now();
        installation.live(Duration.ofMinutes(3));
        assertThat(rings("SweepDistrusts", lost, 3)).isPresent();
    }

    @Test
    void a_run_that_was_missed_is_told_until_its_message_is_gone() {
        aws.visible("MissedSweeps", minute(0), 0);
        aws.visible("MissedSweeps", minute(1), 1);
        aws.visible("MissedSweeps", minute(2), 0);
        assertThat(rings("SweepMissed", 1)).isEmpty();
        assertThat(rings("SweepMissed", minute(1), 1)).hasValue(1);
        assertThat(rings("SweepMissed", minute(2), 1)).isEmpty();
    }

    /** The schedule's own repeats are of calls that Lambda has not taken: those are no errors of the function. */
    @Test
    void a_sweep_that_fails_at_every_run_is_told() {
        assertThat(Template.map(template.properties("SweepFunction").get("EventInvokeConfig"))
                        .get("MaximumRetryAttempts"))
                .as("a run that failed is not repeated, so there is one error a minute at most")
                .isEqualTo(0);
        for (int minute = 0; minute < 3; minute++) {
            aws.invoked("SweepFunction", minute(minute), new Outcome.Failed());
        }
        assertThat(rings("SweepFailing", 3)).hasValue(2);
    }

    @Test
    void a_scan_that_fails_is_told_and_one_that_does_not_is_nothing() {
        for (int minute = 0; minute < 20; minute += 2) {
            aws.invoked("ScanFunction", minute(minute), new Outcome.Answered(200));
        }
        assertThat(rings("ScanFailing", 20)).isEmpty();
        aws.invoked("ScanFunction", minute(22), new Outcome.Failed());
        assertThat(rings("ScanFailing", minute(20), 5)).isPresent();
    }

    @ParameterizedTest
    @CsvSource({"OperatorsFunction, OperatorsFailing", "AgentsFunction, AgentsFailing", "SweepFunction, SweepFailing"})
    void one_error_of_a_function_is_nothing_and_one_more_in_the_next_minutes_is_told(String function, String alarm) {
        for (int minute = 0; minute < 20; minute++) {
            aws.invoked(function, minute(minute), new Outcome.Answered(200));
        }
        aws.invoked(function, minute(10), new Outcome.Failed());
        assertThat(rings(alarm, 20)).isEmpty();
        aws.invoked(function, minute(12), new Outcome.Failed());
        assertThat(rings(alarm, minute(10), 10)).hasValue(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"AccessDeniedException", "ProvisionedThroughputExceededException"})
    void operators_and_agents_whose_table_refuses_every_call_are_told_though_no_function_ends_with_an_error(
            String exception) throws Exception {
        try (var functions = RealOutcomes.ofTableThatAnswers(exception)) {
            Outcome request = functions.request();
            Outcome poll = functions.poll();
            for (int minute = 0; minute < 3; minute++) {
                aws.overApi("OperatorsFunction", minute(minute), request);
                aws.overUrl("AgentsFunction", minute(minute), poll);
            }
        }
        assertThat(rings("ApiAnswers5xx", 3)).hasValue(2);
        assertThat(rings("AgentsUrlAnswers5xx", 3)).hasValue(2);
        assertThat(rings("OperatorsFailing", 3)).isEmpty();
        assertThat(rings("AgentsFailing", 3)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ApiAnswers5xx", "AgentsUrlAnswers5xx"})
    void one_bad_minute_is_nothing(String alarm) {
        for (int minute = 0; minute < 10; minute++) {
            calls(minute, 100, minute == 5 ? 90 : 0);
        }
        assertThat(rings(alarm, 10)).isEmpty();
    }

    /** A service that keeps to its promises fails now and then. */
    @ParameterizedTest
    @ValueSource(strings = {"ApiAnswers5xx", "AgentsUrlAnswers5xx"})
    void a_few_bad_answers_among_thousands_are_nothing(String alarm) {
        for (int minute = 0; minute < 5; minute++) {
            calls(minute, 2_500, 3);
        }
        assertThat(rings(alarm, 5)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ApiAnswers5xx", "AgentsUrlAnswers5xx"})
    void the_same_few_among_hundreds_are_told(String alarm) {
        for (int minute = 0; minute < 5; minute++) {
            calls(minute, 250, 3);
        }
        assertThat(rings(alarm, 5)).hasValue(2);
    }

    private void calls(int minute, int calls, int bad) {
        for (int call = 0; call < calls; call++) {
            Outcome outcome = new Outcome.Answered(call < bad ? 503 : 200);
            aws.overApi("OperatorsFunction", minute(minute), outcome);
            aws.overUrl("AgentsFunction", minute(minute), outcome);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"OperatorsFunction", "AgentsFunction", "SweepFunction"})
    void calls_that_lambda_turns_away_are_told(String function) {
        for (int minute = 0; minute < 3; minute++) {
            for (int call = 0; call < 11; call++) {
                aws.invoked(function, minute(minute), new Outcome.Throttled());
            }
        }
        assertThat(rings("Throttled", 3)).hasValue(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ReadThrottleEvents", "WriteThrottleEvents"})
    void calls_that_the_table_turns_away_are_told_and_a_burst_of_one_minute_is_not(String metric) {
        for (int call = 0; call < 50; call++) {
            aws.tableThrottled("Table", metric, minute(0));
        }
        assertThat(rings("Throttled", 5)).isEmpty();
        for (int call = 0; call < 11; call++) {
            aws.tableThrottled("Table", metric, minute(2));
        }
        assertThat(rings("Throttled", 5)).hasValue(3);
    }

    @Test
    void in_ordinary_operation_nobody_is_woken() {
        installation.active("a", "eu");
        Instant begun = installation.now();
        installation.live(Duration.ofMinutes(40), "eu", "us");
        for (int minute = 0; minute < 40; minute++) {
            Instant at = begun.plus(MINUTE.multipliedBy(minute));
            aws.overApi("OperatorsFunction", at, new Outcome.Answered(minute % 7 == 0 ? 404 : 200));
            aws.overUrl("AgentsFunction", at, new Outcome.Answered(200));
            aws.invoked("SweepFunction", at, new Outcome.Answered(200));
        }
        assertThat(template.ofType("AWS::CloudWatch::Alarm"))
                .allSatisfy(alarm -> assertThat(rings(alarm, begun.plus(MINUTE.multipliedBy(3)), 35))
                        .as(alarm)
                        .isEmpty());
    }

    /** Of a restored table the functions' metrics carry the name. */
    @Test
    void alarms_follow_the_table_that_is_in_use() {
        Template restored = template.with(Map.of("TableInUse", "restored"));
        var there =
                new ObservedInstallation(restored.environment("SweepFunction").get("DYNAMIC_ACCOUNTS_TABLE"), settings);
        there.live(Duration.ofMinutes(10), "eu");
        Instant begun = there.now().minus(Duration.ofMinutes(5));
        assertThat(AlarmRule.of(restored, "SweepNotRun").ringsAfter(there.metrics(), begun, 4))
                .isEmpty();
        assertThat(AlarmRule.of(template, "SweepNotRun").ringsAfter(there.metrics(), begun, 4))
                .isPresent();
    }

    /** Whoever adds an alarm shows here when it rings. */
    @Test
    void every_alarm_is_tried_here() {
        String tests = TextFile.read("src/test/java/io/dynamicaccounts/infra/aws/AlarmsTest.java");
        assertThat(List.copyOf(new TreeSet<>(template.ofType("AWS::CloudWatch::Alarm"))))
                .allSatisfy(alarm -> assertThat(tests).contains(alarm));
    }
}
