package io.dynamicaccounts.infra.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.dynamicaccounts.functions.Settings;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A new version that fails is found by an alarm of its deployment while there is still something to roll back. */
class RollBackTest {

    /** The shortest way of {@code Deployment} that is gradual. */
    private static final int MINUTES = 5;

    /** Datapoints come after their minute is over, and are judged once a minute. */
    private static final int LATE = 2;

    private final Template template = Template.read();

    private static Instant minute(int number) {
        return Instant.EPOCH.plus(Duration.ofMinutes(number));
    }

    private static List<String> alarms(Template template, String function) {
        return ((List<?>) preference(template, function).getOrDefault("Alarms", List.of()))
                .stream().map(Object::toString).toList();
    }

    private static Map<String, Object> preference(Template template, String function) {
        return Template.map(template.properties(function).get("DeploymentPreference"));
    }

    private static boolean rollsBack(Template template, String function, RecordedMetrics metrics, int minutes) {
        return alarms(template, function).stream()
                .anyMatch(alarm -> AlarmRule.of(template, alarm)
                        .ringsAfter(metrics, Instant.EPOCH, minutes)
                        .isPresent());
    }

    /**
     * Small installations are the hard case: of a tenth of few calls, few fail. These have ten agents that poll every
     * 24 seconds, and an operator that calls every six seconds.
     */
    @ParameterizedTest
    @CsvSource({
        "function-url, OperatorsFunction, init",
        "function-url, OperatorsFunction, error",
        "function-url, OperatorsFunction, 500",
        "function-url, OperatorsFunction, 503",
        "function-url, AgentsFunction, init",
        "function-url, AgentsFunction, error",
        "function-url, AgentsFunction, 500",
        "function-url, AgentsFunction, 503",
        "http-api, OperatorsFunction, error",
        "http-api, OperatorsFunction, 500",
        "http-api, AgentsFunction, error",
        "http-api, AgentsFunction, 503",
    })
    void a_version_that_fails_is_rolled_back_though_a_tenth_of_the_calls_see_it(
            String agentsOver, String function, String failure) {
        Template deployed = template.with(Map.of("AgentsOver", agentsOver));
        Outcome bad = switch (failure) {
            case "init" -> RealOutcomes.startWithout("DYNAMIC_ACCOUNTS_TABLE", deployed.environment(function));
            case "error" -> new Outcome.Failed();
            default -> new Outcome.Answered(Integer.parseInt(failure));
        };
        RecordedMetrics broken = traffic(deployed, function, bad);
        assertThat(rollsBack(deployed, function, broken, MINUTES - LATE)).isTrue();
        RecordedMetrics healthy = traffic(deployed, function, new Outcome.Answered(200));
        assertThat(rollsBack(deployed, function, healthy, MINUTES)).isFalse();
    }

    /** Of every ten calls of the function one is answered by the new version. */
    private static RecordedMetrics traffic(Template deployed, String function, Outcome ofTheNewVersion) {
        var metrics = new RecordedMetrics();
        var aws = new AwsMetrics(metrics);
        int operators = 0;
        int agents = 0;
        for (int second = 0; second < MINUTES * 60; second++) {
            Instant at = Instant.EPOCH.plusSeconds(second);
            if (second % 6 == 0) {
                boolean fresh = function.equals("OperatorsFunction") && ++operators % 10 == 0;
                aws.overApi("OperatorsFunction", at, fresh ? ofTheNewVersion : new Outcome.Answered(200));
            }
            if (second % 24 < 10) {
                boolean fresh = function.equals("AgentsFunction") && ++agents % 10 == 0;
                Outcome outcome = fresh ? ofTheNewVersion : new Outcome.Answered(200);
                if (deployed.exists("AgentsUrl")) {
                    aws.overUrl("AgentsFunction", at, outcome);
                } else {
                    aws.overApi("AgentsFunction", at, outcome);
                }
            }
        }
        return metrics;
    }

    @ParameterizedTest
    @ValueSource(strings = {"a table that its role may not use", "an environment that it cannot start in"})
    void a_sweep_that_fails_is_rolled_back_though_one_run_in_ten_is_of_the_version_before(String why) throws Exception {
        Outcome bad;
        try (var denied = RealOutcomes.ofTableThatAnswers("AccessDeniedException")) {
            bad = why.contains("table")
                    ? denied.sweep()
                    : RealOutcomes.startWithout("DYNAMIC_ACCOUNTS_TABLE", template.environment("SweepFunction"));
        }
        var metrics = new RecordedMetrics();
        var aws = new AwsMetrics(metrics);
        // The sweeps before and between them end, so no other alarm of the deployment helps.
        for (int minute = 0; minute < window(); minute++) {
            aws.invoked("SweepFunction", minute(minute), minute == 1 ? new Outcome.Answered(200) : bad);
        }
        assertThat(AlarmRule.of(template, "SweepFailing").ringsAfter(metrics, Instant.EPOCH, window() - LATE))
                .isPresent();
        assertThat(alarms(template, "SweepFunction")).contains("SweepFailing");
    }

    @Test
    void so_is_one_that_ends_well_and_never_completes_its_work() {
        var installation = new ObservedInstallation("Table", Settings.DEFAULT);
        Instant begun = installation.now();
        for (int minute = 0; minute < window(); minute++) {
            installation.sweep(minute == 3 ? Duration.ofMinutes(1) : Duration.ZERO);
            installation.pass(Duration.ofMinutes(1));
        }
        assertThat(AlarmRule.of(template, "SweepNotCompleting")
                        .ringsAfter(installation.metrics(), begun, window() - LATE))
                .isPresent();
        assertThat(alarms(template, "SweepFunction")).contains("SweepNotCompleting");
    }

    /** A version whose runs do nothing and say so to nobody. */
    @Test
    void so_is_one_that_sweeps_nothing() {
        var installation = new ObservedInstallation("Table", Settings.DEFAULT);
        installation.live(Duration.ofMinutes(5), "eu");
        assertThat(AlarmRule.of(template, "SweepNotRun")
                        .ringsAfter(installation.metrics(), installation.now(), window() - LATE))
                .isPresent();
        assertThat(alarms(template, "SweepFunction")).contains("SweepNotRun");
    }

    /** How many minutes the sweep's new version runs before it has taken over. */
    private int window() {
        assertThat(preference(template, "SweepFunction")).containsEntry("Type", "SweepDeployment");
        Map<String, Object> canary =
                Template.map(Template.map(template.properties("SweepDeployment").get("TrafficRoutingConfig"))
                        .get("TimeBasedCanary"));
        assertThat((int) canary.get("CanaryPercentage"))
                .as("a run a minute: most must be of the new version")
                .isGreaterThanOrEqualTo(90);
        return (int) canary.get("CanaryInterval");
    }

    /** CodeDeploy takes ten alarms for a function, and an alarm that is not there fails the deployment. */
    @ParameterizedTest
    @ValueSource(strings = {"function-url", "http-api"})
    void the_alarms_of_a_deployment_are_there_and_not_too_many(String agentsOver) {
        Template deployed = template.with(Map.of("AgentsOver", agentsOver));
        assertThat(List.of("OperatorsFunction", "AgentsFunction", "SweepFunction"))
                .allSatisfy(function -> assertThat(alarms(deployed, function))
                        .as(function)
                        .hasSizeBetween(2, 10)
                        .doesNotHaveDuplicates()
                        .allMatch(deployed::exists));
    }

    /** What takes no time cannot be rolled back, and must get through while an alarm rings. */
    @Test
    void what_is_deployed_all_at_once_is_watched_by_no_alarm() {
        Template atOnce = template.with(Map.of("Deployment", "AllAtOnce"));
        assertThat(List.of("OperatorsFunction", "AgentsFunction", "SweepFunction"))
                .allSatisfy(function -> {
                    assertThat(preference(atOnce, function)).containsEntry("Type", "AllAtOnce");
                    assertThat(alarms(atOnce, function)).isEmpty();
                });
    }

    @Test
    void the_alarms_that_say_so_are_those_that_roll_back() {
        var rollingBack = List.of("OperatorsFunction", "AgentsFunction", "SweepFunction").stream()
                .flatMap(function -> alarms(template, function).stream())
                .toList();
        assertThat(template.ofType("AWS::CloudWatch::Alarm"))
                .allSatisfy(
                        alarm -> assertThat(((String) template.properties(alarm).get("AlarmDescription"))
                                        .contains("It rolls a new version back."))
                                .as("%s says whether it rolls back", alarm)
                                .isEqualTo(rollingBack.contains(alarm)));
    }
}
