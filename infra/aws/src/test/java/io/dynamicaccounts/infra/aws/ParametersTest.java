package io.dynamicaccounts.infra.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.dynamicaccounts.aws.LambdaConfiguration;
import io.dynamicaccounts.configuration.SettingKey;
import io.dynamicaccounts.functions.Settings;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What can be given to the template, and what the functions make of it. */
class ParametersTest {

    private final Template template = Template.read();

    @Test
    void each_says_what_it_is_for_and_has_a_default_but_the_one_that_is_computed() {
        assertThat(template.section("Parameters"))
                .allSatisfy((name, parameter) -> assertThat(Template.map(parameter))
                        .as("%s", name)
                        .containsKeys("Description", "Type")
                        .containsKey(name.equals("Release") ? "AllowedPattern" : "Default"));
    }

    @Test
    void each_is_shown_in_a_group() {
        var groups = (List<?>) Template.map(template.section("Metadata").get("AWS::CloudFormation::Interface"))
                .get("ParameterGroups");
        assertThat(groups.stream()
                        .flatMap(group -> ((List<?>) Template.map(group).get("Parameters")).stream())
                        .map(String.class::cast))
                .hasSameElementsAs(template.section("Parameters").keySet());
    }

    @Test
    void each_output_says_what_it_is() {
        assertThat(template.section("Outputs"))
                .isNotEmpty()
                .allSatisfy((name, output) ->
                        assertThat(Template.map(output)).as("%s", name).containsKeys("Description", "Value"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"OperatorsFunction", "AgentsFunction", "SweepFunction"})
    void a_function_accepts_what_it_is_given(String function) {
        assertThat(LambdaConfiguration.read(template.environment(function))
                        .configuration()
                        .enabled())
                .isTrue();
    }

    /** What one function tells an agent, the others go by. */
    @Test
    void all_functions_go_by_the_same_settings() {
        assertThat(List.of("OperatorsFunction", "AgentsFunction", "SweepFunction"))
                .extracting(this::settings)
                .containsOnly(settings("SweepFunction"));
    }

    @Test
    void by_default_accounts_are_orphaned_within_two_minutes() {
        Settings settings = settings("SweepFunction");
        Duration timeout = settings.timeoutAt(settings.timing().pollInterval());
        // The sweep itself takes seconds.
        assertThat(timeout.plus(settings.sweepInterval()).plusSeconds(10)).isLessThan(Duration.ofMinutes(2));
    }

    /** An operator who reads the template must find there what a function can be told. */
    @Test
    void no_variable_is_one_that_nothing_reads() {
        var given = new TreeSet<String>();
        List.of("OperatorsFunction", "AgentsFunction", "SweepFunction")
                .forEach(function -> given.addAll(template.environment(function).keySet()));
        given.removeAll(Set.of("JAVA_TOOL_OPTIONS"));
        String readme = TextFile.read("..", "..", "adapters", "aws", "README.md");
        assertThat(given)
                .allSatisfy(variable -> assertThat(documented(variable, readme))
                        .as("%s in the README of the functions", variable)
                        .isTrue());
    }

    private static boolean documented(String variable, String readme) {
        return readme.contains("`" + variable + "`")
                || Arrays.stream(SettingKey.values())
                        .anyMatch(key -> key.variable().equals(variable));
    }

    @Test
    void no_secret_is_written_in_the_template() {
        assertThat(TextFile.read("template.yaml"))
                .doesNotContainPattern(
                        Pattern.compile("AKIA[0-9A-Z]{16}|BEGIN [A-Z ]*PRIVATE KEY|sha256\": *\"[0-9a-f]"));
        assertThat(template.properties("Tokens").get("SecretString")).isEqualTo("{\"tokens\": []}");
    }

    private Settings settings(String function) {
        Map<String, String> environment = template.environment(function);
        return LambdaConfiguration.read(environment).configuration().settings();
    }
}
