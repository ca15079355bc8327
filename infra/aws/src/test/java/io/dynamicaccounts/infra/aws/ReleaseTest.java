package io.dynamicaccounts.infra.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The word that stands for all that decides what the functions run. */
class ReleaseTest {

    private final Template template = Template.read();

    @TempDir
    Path folder;

    private Checkout checkout;

    @BeforeEach
    void copy() {
        checkout = Checkout.in(folder);
    }

    @Test
    void every_parameter_is_passed_with_its_default() {
        Map<String, String> values = values("");
        assertThat(values.keySet()).isEqualTo(template.section("Parameters").keySet());
        assertThat(values)
                .allSatisfy((name, value) ->
                        assertThat(value).isEqualTo(name.equals("Release") ? value : template.parameter(name)));
    }

    /** What is read back of the stack would be stars, whatever it was. */
    @Test
    void no_parameter_is_hidden() {
        assertThat(template.section("Parameters"))
                .allSatisfy((name, parameter) ->
                        assertThat(Template.map(parameter)).as("%s", name).doesNotContainKey("NoEcho"));
    }

    @Test
    void the_template_takes_it() {
        var release = Template.map(template.section("Parameters").get("Release"));
        String pattern = (String) release.get("AllowedPattern");
        assertThat(release("")).matches(pattern);
        assertThat(TextFile.read("samconfig.toml")).contains("\"Release=is-computed-by-deploy\"");
        assertThat("is-computed-by-deploy").doesNotMatch(pattern);
        assertThat(release).as("nobody deploys without one").doesNotContainKey("Default");
    }

    @Test
    void the_same_inputs_give_the_same_release() {
        assertThat(release("", "PollSeconds=10", "MaxRetries=1"))
                .isEqualTo(release("", "MaxRetries=1", "PollSeconds=10"));
        assertThat(release("PollSeconds=10")).isEqualTo(release("", "PollSeconds=10"));
        assertThat(release("", "PollSeconds=24")).isEqualTo(release(""));
    }

    @Test
    void a_repeat_on_the_stack_that_it_made_changes_nothing() {
        String present = checkout.release("", "PollSeconds=10").succeeded();
        assertThat(release(present)).isEqualTo(Parameters.of(present).get("Release"));
    }

    @Test
    void another_artifact_template_or_value_gives_another() {
        Set<String> releases = new HashSet<>();
        releases.add(release(""));
        releases.add(release("", "PollSeconds=10"));
        releases.add(release("", "MaxRetries=10"));
        checkout.buildArtifact("second");
        releases.add(release(""));
        checkout.replace("template.yaml", "TieredStopAtLevel=1", "TieredStopAtLevel=4");
        releases.add(release(""));
        assertThat(releases).hasSize(5);
    }

    @Test
    void what_is_given_last_counts_then_what_the_stack_has() {
        String present = "PollSeconds=60\nMaxRetries=7\nDroppedLongAgo=1\nAlarmEmail=\nRelease=0123456789\n";
        Map<String, String> values = values(present, "PollSeconds=10", "PollSeconds=20", "JwtIssuer=https://id/?a=b");
        assertThat(values)
                .containsEntry("PollSeconds", "20")
                .containsEntry("MaxRetries", "7")
                .containsEntry("JwtIssuer", "https://id/?a=b")
                .containsEntry("HistoryDays", "30")
                .containsEntry("AlarmEmail", "")
                .doesNotContainKey("DroppedLongAgo")
                .doesNotContainEntry("Release", "0123456789");
    }

    @Test
    void what_it_cannot_pass_on_is_refused() {
        assertThat(refusal("PolSeconds=10")).contains("the template has no parameter PolSeconds");
        assertThat(refusal("Release=0123456789")).contains("Release is computed, not given");
        assertThat(refusal("PollSeconds")).contains("PollSeconds is not NAME=VALUE");
        assertThat(refusal("AlarmEmail=\"a\"")).contains("AlarmEmail holds a quotation mark");
        checkout.replace("template.yaml", "    Default: 24\n", "");
        assertThat(refusal()).contains("PollSeconds has no default");
    }

    private String refusal(String... given) {
        Run run = checkout.release("", given);
        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.output()).isEmpty();
        return run.errors();
    }

    private String release(String present, String... given) {
        return values(present, given).get("Release");
    }

    private Map<String, String> values(String present, String... given) {
        return Parameters.of(checkout.release(present, given).succeeded());
    }
}
