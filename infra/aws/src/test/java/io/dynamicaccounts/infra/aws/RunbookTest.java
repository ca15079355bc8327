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

    /** A name of an alarm that is not made would fail the stack. */
    @Test
    void every_alarm_that_is_made_is_on_the_dashboard() {
        assertThat(List.of(
                        Map.of("AgentsOver", "function-url", "NamePatterns", ""),
                        Map.of("AgentsOver", "http-api", "NamePatterns", "prod-.*")))
                .allSatisfy(parameters -> {
                    Template deployed = template.with(parameters);
                    String dashboard = deployed.properties("Dashboard")
                            .get("DashboardBody")
                            .toString();
                    assertThat(alarms)
                            .allSatisfy(alarm -> assertThat(dashboard.contains("${" + alarm + ".Arn}"))
                                    .as("%s with %s", alarm, parameters)
                                    .isEqualTo(deployed.exists(alarm)));
                });
    }

    @Test
    void every_state_in_which_an_account_rests_has_an_entry() {
        assertThat(List.of("INACTIVE", "ACTIVE", "FAILED", "ORPHANED"))
                .allSatisfy(state -> assertThat(readme).contains("### " + state + "\n"));
    }
}
