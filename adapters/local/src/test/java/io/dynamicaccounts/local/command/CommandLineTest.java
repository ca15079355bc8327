package io.dynamicaccounts.local.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommandLineTest {

    @TempDir
    Path folder;

    private Ran serve(String... more) {
        return Ran.of(Stream.concat(
                        Stream.of(
                                "serve",
                                "--port",
                                "0",
                                "--database",
                                folder.resolve("a.db").toString()),
                        Stream.of(more))
                .toArray(String[]::new));
    }

    @ParameterizedTest
    @ValueSource(strings = {"--help", "serve --help", "agent --help", "demo --help", "--version", "serve --version"})
    void help_and_version_are_asked_for_and_given(String arguments) {
        Ran ran = Ran.of(arguments.split(" "));
        assertThat(ran.code()).isZero();
        assertThat(ran.out()).isNotBlank();
        assertThat(ran.err()).isEmpty();
    }

    @Test
    void help_names_every_command_and_the_exit_codes() {
        assertThat(Ran.of("--help").out()).contains("serve", "agent", "demo", "2   wrong usage or configuration");
    }

    @Test
    void the_help_of_agent_says_what_it_watches_and_what_must_be_allowed() {
        assertThat(Ran.of("agent", "--help").out())
                .contains("Kubernetes clusters", "--allow-exec-plugins", "--allow-named-files");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "-                                                            | Say what to do",
                "nonsense                                                     | Unmatched argument",
                "serve --port x                                               | '--port'",
                "serve --port 70000                                           | --port must be between 0 and 65535",
                "serve --no-such-option                                       | Unknown option: '--no-such-option'",
                "serve --bind no.such.host.invalid                            | --bind must be an address of this machine",
                "serve --bind 0.0.0.0                                         | auth.mode is none",
                "serve --bind ::                                              | auth.mode is none",
                "serve --store mongodb                                        | '--store'",
                "serve --store dynamodb                                       | needs --table",
                "serve --store dynamodb --table t --database a.db             | --database needs --store sqlite",
                "serve --store dynamodb --table t --endpoint ftp://localhost  | http or https",
                "serve --store dynamodb --table t --endpoint localhost:4567   | http or https",
                "serve --table t                                              | need --store dynamodb",
                "serve --create-table                                         | need --store dynamodb",
                "serve --set poll-seconds=0                                   | must be a whole number between 1 and 300",
                "serve --set nonsense                                         | KEY=VALUE",
                "serve --config /no/such/file.yml                             | does not exist",
                "serve --credentials /no/such/file.yml                        | does not exist",
                "serve --set sources.files=https://bucket/key                 | sources.files must be files and objects of S3 as s3://BUCKET/KEY",
                "serve --set sources.files=s3://bucket/key --set sources.s3.region=eu --set sources.s3.endpoint=http://192.0.2.1 | sources.s3.endpoint must be an https address",
                "serve --set sources.clouddriver.url=https://169.254.169.254  | must not be a link-local address",
                "serve --set sources.placeholders=AWS_SECRET_ACCESS_KEY       | must not name AWS_SECRET_ACCESS_KEY",
                "serve --tls-cert /x                                          | need each other",
                "serve --tls-cert /no/such/cert --tls-key /no/such/key        | does not exist",
                "serve --set auth.mode=tokens --set auth.token-file=/no/file  | token file",
                "serve --log-format xml                                       | '--log-format'",
                "agent --id a --zone z --simulate                             | --server",
                "agent --server http://localhost:1 --id a --zone z --simulate --allow-exec-plugins | --simulate reads no kubeconfig",
                "agent --server http://localhost:1 --id -a --zone z --simulate     | agent's id",
                "agent --server http://localhost:1 --id a --zone / --simulate | the zone",
                "agent --server http://localhost:1 --id a --zone z --simulate nonsense | not a simulation rule",
                "agent --server http://192.0.2.1:1 --id a --zone z --simulate | --insecure",
                "agent --server ftp://localhost --id a --zone z --simulate    | http or https",
                "agent --server localhost:8080 --id a --zone z --simulate     | begin with http:// or https://: https://localhost:8080, for example",
                "agent --server 127.0.0.1:7002 --id a --zone z --simulate     | begin with http:// or https://: https://127.0.0.1:7002, for example",
                "agent --server accounts.example --id a --zone z --simulate   | begin with http:// or https://: https://accounts.example, for example",
                "agent --server http://[::1 --id a --zone z --simulate        | --server must be an http or https address",
                "agent --server https://localhost:1 --id a --zone z --simulate --ca-file /no/such/ca.pem | the authorities' file /no/such/ca.pem does not exist",
                "agent --server https://localhost:1 --id a --zone z --simulate --ca-file /dev/null | holds no certificate in PEM format",
                "agent --server http://localhost:1 --id a --zone z --simulate --ca-file /dev/null | --server must be https://",
                "agent --server http://localhost:1 --id a --zone z --kubeconfig-root nonsense | --kubeconfig-root must be FROM=TO",
                "agent --server http://localhost:1 --id a --zone z --kubeconfig-root a=b | with TO an absolute path",
                "agent --server http://localhost:1 --id a --zone z --simulate --kubeconfig-root a=/b | --simulate reads no kubeconfig",
                "agent --server http://localhost:1 --id a --zone z --simulate fail=a,b | several with spaces or commas between them",
                "agent --server http://localhost:1 --id a --zone z --capacity 0 --simulate | capacity",
                "agent --server http://localhost:1 --id a --zone z --capacity 0 | capacity",
                "agent --server http://localhost:1 --id a --zone z --accounts /no/such/file.yml | does not exist",
            })
    void wrong_usage_and_configuration_end_with_2_and_a_line_that_says_why(String arguments, String why) {
        Ran ran = Ran.of(arguments == null ? new String[0] : arguments.split(" +"));
        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.err()).startsWith("dynamic-accounts: ").contains(why).doesNotContain("\tat ", "Exception:");
        assertThat(ran.out()).isEmpty();
    }

    @Test
    void an_address_that_may_hold_a_password_is_not_repeated() {
        for (String address : List.of("me:canary@localhost:8080", "http://me:canary@local host")) {
            Ran ran = Ran.of("agent", "--server", address, "--id", "a", "--zone", "z", "--simulate");
            assertThat(ran.code()).isEqualTo(2);
            assertThat(ran.err())
                    .contains("--server must be an http or https address")
                    .doesNotContain("canary");
        }
    }

    @Test
    void an_agent_does_not_send_secrets_of_its_own_configuration(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("accounts.yml");
        Files.writeString(file, "kubernetes: {accounts: [{name: own, kubeconfigContents: canary}]}");
        Ran ran = Ran.of(
                "agent", "--server", "http://localhost:1", "--id", "a", "--zone", "z", "--accounts", file.toString());
        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.err())
                .contains("/kubeconfigContents", "use kubeconfigFile")
                .doesNotContain("canary");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "dynamicAccountsEnabled: maybe                | dynamicAccountsEnabled: must be true or false",
                "server: {port: 8082}                         | kubernetes.accounts: is not in the file",
                "{dynamicAccountsEnabled: true, kubernetes: 1} | kubernetes: must be a map",
            })
    void an_agents_configuration_that_says_nothing_that_can_be_used_is_refused(
            String yaml, String why, @TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("armory-agent.yml"), yaml);
        Ran ran = Ran.of(
                "agent", "--server", "http://localhost:1", "--id", "a", "--zone", "z", "--accounts", file.toString());
        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.err()).contains(why);
    }

    @Test
    void a_port_in_use_ends_with_1() throws IOException {
        // No server of the JDK: it would read its bounds before ours has set them.
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = Integer.toString(taken.getLocalPort());
            Ran ran = Ran.of(
                    "serve",
                    "--port",
                    port,
                    "--database",
                    folder.resolve("a.db").toString());
            assertThat(ran.code()).isEqualTo(1);
            assertThat(ran.err())
                    .contains("cannot listen on", port, "another process")
                    .doesNotContain("\tat ");
        }
    }

    /** Once it served from the folders that it had made, and so did not end. */
    @Timeout(60)
    @ParameterizedTest
    @ValueSource(strings = {"serve --port 0", "restore /no/such/backup", "adopt", "backup /no/such/folder/backup"})
    void a_database_in_a_folder_that_is_not_there_is_refused_and_makes_no_folder(String command) {
        Path database = folder.resolve("typo").resolve("deeper").resolve("a.db");
        Ran ran = Ran.of((command + " --database " + database).split(" "));
        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.err())
                .isEqualTo("dynamic-accounts: --database: there is no folder " + database.getParent()
                        + ": make it first, or mend the path\n");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void a_file_that_is_no_database_ends_with_1_and_stays_as_it_is() throws IOException {
        Path database = folder.resolve("a.db");
        Files.writeString(database, "this is no database, whatever its name says");
        Ran ran = serve();
        assertThat(ran.code()).isEqualTo(1);
        assertThat(ran.err()).contains(database.toString()).doesNotContain("\tat ");
        assertThat(database).hasContent("this is no database, whatever its name says");
    }

    @Test
    void a_wrong_command_line_leaves_nothing_behind() throws IOException {
        assertThat(serve("--credentials", "/no/such/file.yml").code()).isEqualTo(2);
        try (var files = Files.list(folder)) {
            assertThat(files).isEmpty();
        }
    }
}
