package io.dynamicaccounts.infra.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Whoever is woken finds what to do. */
class RunbookTest {

    private static final Pattern ENTRY = Pattern.compile("See ([a-z0-9-]+) in the runbook");

    private final Template template = Template.read();
    private final String readme = TextFile.read("README.md");
    private final List<String> alarms = template.ofType("AWS::CloudWatch::Alarm");

    @Test
    void every_alarm_names_its_entry_in_the_runbook() {
        assertThat(alarms).isNotEmpty().allSatisfy(alarm -> {
            Matcher entry = ENTRY.matcher((String) template.properties(alarm).get("AlarmDescription"));
            assertThat(entry.find()).as("%s names its entry", alarm).isTrue();
            assertThat(readme).contains("### " + entry.group(1) + "\n");
        });
    }

    @Test
    void every_alarm_is_told_to_somebody() {
        assertThat(alarms)
                .allSatisfy(alarm -> assertThat(template.properties(alarm).get("AlarmActions"))
                        .as(alarm)
                        .isEqualTo(List.of("Alarms")));
    }

    @Test
    void every_alarm_is_on_the_dashboard_but_the_one_that_may_not_exist() {
        String dashboard = Template.map(template.resource("Dashboard").get("Properties"))
                .get("DashboardBody")
                .toString();
        assertThat(alarms)
                .filteredOn(alarm -> !template.resource(alarm).containsKey("Condition"))
                .allSatisfy(alarm -> assertThat(dashboard).contains("${" + alarm + ".Arn}"));
    }

    @Test
    void every_state_in_which_an_account_rests_has_an_entry() {
        assertThat(List.of("INACTIVE", "ACTIVE", "FAILED", "ORPHANED"))
                .allSatisfy(state -> assertThat(readme).contains("### " + state + "\n"));
    }

    @Test
    void a_new_version_is_rolled_back_by_alarms_of_its_own_functions() {
        assertThat(Map.of(
                        "OperatorsFunction", "OperatorsFailing",
                        "AgentsFunction", "AgentsFailing",
                        "SweepFunction", "SweepFailing"))
                .allSatisfy((function, alarm) -> {
                    assertThat(Template.map(template.properties(function).get("DeploymentPreference"))
                                    .get("Alarms"))
                            .isEqualTo(List.of(alarm));
                    assertThat(template.properties(alarm).get("Dimensions").toString())
                            .contains(function);
                });
    }
}
