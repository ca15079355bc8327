package io.dynamicaccounts.infra.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What {@code deploy} passes to the command line of AWS or SAM, for which programs stand in that write down what they
 * are called with. {@link CommandsTest} has the real one of AWS.
 */
class DeployTest {

    private static final String NO_STACK = "echo 'ValidationError: Stack with id x does not exist' >&2; exit 254";
    private static final String CALLED = "for each in \"$@\"; do echo \"$each\" >> \"$CALLS\"; done";

    @TempDir
    Path folder;

    private Checkout checkout;

    @BeforeEach
    void copy() throws IOException {
        checkout = Checkout.in(folder);
        standIn("aws", NO_STACK);
        standIn("sam", CALLED);
    }

    @Test
    void a_value_given_counts_before_the_file_and_that_before_the_stack() throws IOException {
        standIn("aws", "printf 'PollSeconds\\t60\\nMaxRetries\\t7\\nLogRetentionDays\\t90\\nAlarmEmail\\t\\n'");
        Map<String, String> values = Parameters.of(deploy("--print", "development", "HistoryDays=3", "PollSeconds=10")
                .succeeded());
        assertThat(values)
                .as("given")
                .containsEntry("HistoryDays", "3")
                .containsEntry("PollSeconds", "10")
                .as("of samconfig.toml")
                .containsEntry("LogRetentionDays", "7")
                .containsEntry("Deployment", "AllAtOnce")
                .as("of the stack")
                .containsEntry("MaxRetries", "7")
                .as("default")
                .containsEntry("SweepSeconds", "30");
        assertThat(calls()).isEmpty();
    }

    @Test
    void each_environment_has_its_own_values() {
        assertThat(printed("development")).containsEntry("Deployment", "AllAtOnce");
        assertThat(printed("production")).containsEntry("Deployment", "Canary10Percent5Minutes");
    }

    @Test
    void sam_is_given_every_parameter_and_a_bucket_of_its_own() throws IOException {
        deploy("production", "AlarmEmail=somebody else@example.com").succeeded();
        List<String> expected = new ArrayList<>(List.of("deploy", "--config-env", "production"));
        expected.addAll(List.of("--template-file", "template.yaml", "--capabilities", "CAPABILITY_IAM"));
        expected.addAll(List.of("--no-fail-on-empty-changeset", "--resolve-s3", "--parameter-overrides"));
        printed("production", "AlarmEmail=somebody else@example.com")
                .forEach((name, value) -> expected.add(name + "=\"" + value + "\""));
        assertThat(calls()).isEqualTo(expected);
        assertThat(calls()).contains("AlarmEmail=\"somebody else@example.com\"", "TableInUse=\"\"");
    }

    @Test
    void a_bucket_of_the_file_is_used() throws IOException {
        checkout.replace(
                "samconfig.toml", "stack_name = \"dynamic-accounts\"", "stack_name = \"a\"\ns3_bucket = \"artifacts\"");
        deploy("production").succeeded();
        assertThat(calls()).doesNotContain("--resolve-s3").containsSequence("--s3-bucket", "artifacts");
    }

    @Test
    void nothing_is_deployed_where_the_stack_cannot_be_read() throws IOException {
        standIn("aws", "echo 'ExpiredToken: the token has expired' >&2; exit 254");
        assertThat(refusal("production"))
                .contains("cannot read the parameters of stack dynamic-accounts: ExpiredToken");
    }

    @Test
    void what_it_does_not_understand_is_refused() throws IOException {
        assertThat(refusal()).contains("usage: deploy");
        assertThat(refusal("PollSeconds=10")).contains("usage: deploy");
        assertThat(refusal("staging")).contains("no stack_name in [staging.deploy.parameters]");
        assertThat(refusal("production", "PolSeconds=10")).contains("the template has no parameter PolSeconds");
        checkout.replace("samconfig.toml", "    \"HistoryDays=30\",\n", "    \"HistoryDays=30\", \"MaxRetries=1\",\n");
        assertThat(refusal("production"))
                .contains("samconfig.toml, line 23: write one string in quotation marks a line");
    }

    @Test
    void without_sam_a_bucket_is_needed() throws IOException {
        Files.delete(folder.resolve("bin").resolve("sam"));
        assertThat(refusal("production")).contains("must name a bucket to upload to: s3_bucket");
    }

    private String refusal(String... arguments) throws IOException {
        Run run = deploy(arguments);
        assertThat(run.exit()).isNotZero();
        assertThat(calls()).isEmpty();
        return run.errors();
    }

    private Map<String, String> printed(String environment, String... values) {
        var arguments = new ArrayList<>(List.of("--print", environment));
        arguments.addAll(List.of(values));
        return Parameters.of(deploy(arguments.toArray(String[]::new)).succeeded());
    }

    private Run deploy(String... arguments) {
        var command = new ArrayList<>(List.of(checkout.infra().resolve("deploy").toString()));
        command.addAll(List.of(arguments));
        return Run.of(
                folder,
                Map.of(
                        "PATH",
                        folder.resolve("bin") + ":/usr/bin:/bin",
                        "CALLS",
                        folder.resolve("calls").toString()),
                "",
                command);
    }

    private List<String> calls() throws IOException {
        Path calls = folder.resolve("calls");
        return Files.exists(calls) ? Files.readAllLines(calls) : List.of();
    }

    private void standIn(String name, String script) throws IOException {
        Path program = Files.createDirectories(folder.resolve("bin")).resolve(name);
        Files.writeString(program, "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
