package io.dynamicaccounts.local;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.dynamicaccounts.configuration.Configuration;
import io.dynamicaccounts.functions.account.AccountName;
import io.dynamicaccounts.local.process.LocalProcess;
import io.dynamicaccounts.local.process.ServeOptions;
import io.dynamicaccounts.local.process.Storage;
import io.dynamicaccounts.sources.ClouddriverConfiguration;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** Configurations as Clouddriver's operators have them: what is migrated of them, told of them, and written back. */
class RealConfigurationsTest {

    /** What real files carry and no agent, or no JSON client, would think of. */
    private static final String ODD = """
            kubernetes:
              accounts:
                - {name: both, serviceAccount: true, kubeconfigFile: /k, context: c, namespaces: [a]}
                - {name: all-three, serviceAccount: true, kubeconfigFile: /k, kubeconfigContents: x}
                - {name: file-and-contents, kubeconfigFile: /k, kubeconfigContents: x, serviceAccount: false}
                - {name: blank-file, kubeconfigFile: '', kubeconfigContents: x}
                - {name: blank-contents, kubeconfigFile: /k, kubeconfigContents: ' '}
                - {name: nothing-but-empty, kubeconfigFile: /k, context: '', kinds: , omitKinds: [], namespaces: ''}
                - {name: placeholder-flag, kubeconfigFile: /k, debug: '${DEBUG:false}', serviceAccount: '${IN_POD}'}
                - {name: placeholder-number, kubeconfigFile: /k, cacheThreads: '${THREADS:1}'}
                - {name: placeholder-lists, kubeconfigFile: /k, namespaces: '${NAMESPACES}', dockerRegistries: '${D}'}
                - {name: placeholder-roles, kubeconfigFile: /k, permissions: '${PERMISSIONS}'}
                - {name: cipher, kubeconfigFile: /k, onlySpinnakerManaged: '{cipher}abc'}
                - {name: one-role, kubeconfigFile: /k, permissions: {READ: team, WRITE: 'a, b', EXECUTE: , CREATE: ['${R}']}}
                - {name: roles-in-a-list, kubeconfigFile: /k, permissions: [{READ: 7}, {write: '${R}'}]}
                - {name: digits, kubeconfigFile: /k, user: 123, cluster: 7, caFile: 5, context: 010, environment: yes}
                - {name: 4711, kubeconfigFile: /k, kinds: 'pod, service', cacheThreads: '4', metrics: 'off'}
                - {name: unknown-options, kubeconfigFile: /k, myNumber: 1.10, myPassword: hunter2, my: {token: [1, null]}}
                - {name: registries, kubeconfigFile: /k, dockerRegistries: [{accountName: a, password: p}, {accountName: b}]}
                - {name: paths, kubeconfigFile: ~/.kube/config}
                - {name: agents-own, kubeconfigFile: ~/.kube/config, kubeconfigAgent: /k}
                - {name: sent-by-reference, kubeconfigContents: 'encryptedFile:s3!r:eu!b:bucket!f:canary'}
            """;

    @TempDir
    Path folder;

    private LocalProcess process;

    @AfterEach
    void stop() {
        if (process != null) {
            process.close();
        }
    }

    private Operator serving(Path credentials) throws IOException {
        return serving(credentials, List.of());
    }

    private Operator serving(Path credentials, List<String> more) throws IOException {
        var assignments = new ArrayList<>(List.of("sweep-seconds=3600"));
        assignments.addAll(more);
        process = LocalProcess.start(new ServeOptions(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                Optional.empty(),
                new Storage.Embedded(folder.resolve("accounts.db")),
                Optional.of(credentials),
                Configuration.read(Optional.empty(), Map.of(), assignments),
                "test"));
        return new Operator(process.uri());
    }

    private Operator serving(String entry) throws IOException {
        return serving(Files.writeString(
                folder.resolve("clouddriver.yml"), "kubernetes: {accounts: [{name: it, " + entry + "}]}"));
    }

    private static void migrate(Operator operator, String name) throws Exception {
        operator.sendAccepted("POST", "/armory/accounts", List.of(Map.of("name", name)));
    }

    private static JsonNode account(Operator operator, String name) throws Exception {
        return operator.get("/agents/kubernetes/accounts/" + name).json();
    }

    private static String message(Operator operator) throws Exception {
        return account(operator, "it").path("lastAssignmentMsg").asString("");
    }

    static Stream<Path> configurations() {
        Path root = Stream.iterate(Path.of("").toAbsolutePath(), path -> path != null, Path::getParent)
                .filter(path -> Files.isDirectory(path.resolve("adapters/sources")))
                .findFirst()
                .orElseThrow();
        // Files of real installations may lie in a folder beside the repository.
        return Stream.of(
                root.resolve("examples/clouddriver-local.yml"),
                root.resolve("../shared/data/clouddriver-local-deploy-targets.yml"),
                root.resolve("../shared/data/clouddriver-local-mixed-providers.yml"),
                Path.of("odd"));
    }

    @ParameterizedTest
    @MethodSource("configurations")
    void every_definition_that_migrates_may_be_read_and_written_back_unchanged(Path configuration) throws Exception {
        Path file = existing(configuration);
        var source = new ClouddriverConfiguration(file);
        assertThat(source.problems()).isEmpty();
        Operator operator = serving(file);
        for (AccountName name : source.all().keySet()) {
            migrate(operator, name.value());
            JsonNode before = account(operator, name.value());

            var written = operator.send("PUT", "/armory/accounts/dynamic", before.path("config"));

            assertThat(written.status()).as(name + ": " + written.text()).isEqualTo(202);
            JsonNode after = account(operator, name.value());
            assertThat(after.path("config")).isEqualTo(before.path("config"));
            assertThat(after.path("permissions")).isEqualTo(before.path("permissions"));
            assertThat(after.path("status").asString()).isEqualTo("INACTIVE");
        }
    }

    private Path existing(Path configuration) throws IOException {
        Path file = configuration.equals(Path.of("odd"))
                ? Files.writeString(folder.resolve("odd.yml"), ODD)
                : configuration;
        assumeTrue(Files.exists(file), () -> "there is no " + file);
        return file;
    }

    @ParameterizedTest
    @MethodSource("configurations")
    void one_scan_migrates_and_activates_every_account_of_it(Path configuration) throws Exception {
        Path file = existing(configuration);
        List<String> names = new ClouddriverConfiguration(file)
                .names().stream().map(AccountName::value).sorted().toList();
        Operator operator = serving(file, List.of("name-patterns=.*", "scan-frequency-seconds=86400"));

        JsonNode scan = operator.send("POST", "/armory/scan", Map.of()).json();

        assertThat(scan.path("migrated")).map(JsonNode::asString).isEqualTo(names);
        assertThat(scan.path("unusable")).isEmpty();
        assertThat(scan.path("remaining").asInt()).isZero();
        assertThat(operator.states()).isEqualTo(names.stream().collect(toMap(name -> name, name -> "TO_MIGRATE")));
        assertThat(operator.send("POST", "/armory/scan", Map.of()).json().path("migrated"))
                .as("a second scan")
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "serviceAccount: true, kubeconfigFile: /k       | {\"name\":\"it\",\"serviceAccount\":true} | left out kubeconfigFile: Clouddriver uses serviceAccount: true before kubeconfigFile, and that before kubeconfigContents",
                "kubeconfigFile: /k, kubeconfigContents: canary | {\"name\":\"it\",\"kubeconfigFile\":\"/k\"} | left out kubeconfigContents: Clouddriver uses serviceAccount: true before kubeconfigFile, and that before kubeconfigContents",
                "serviceAccount: true, kubeconfigFile: ''       | {\"name\":\"it\",\"serviceAccount\":true} | -",
            })
    void of_several_ways_to_a_cluster_the_one_that_clouddriver_uses_is_migrated_and_what_is_left_out_is_told(
            String entry, String config, String told) throws Exception {
        Operator operator = serving(entry);

        migrate(operator, "it");

        assertThat(account(operator, "it").path("config")).hasToString(config);
        assertThat(message(operator)).isEqualTo(told == null ? "" : told);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "~/.kube/config         | ~/.kube/config begins with ~, which agents do not expand: give an absolute path on the agents' machines, or start agents with --kubeconfig-root ~=DIRECTORY",
                "kube/config            | kube/config is relative to where Clouddriver runs: give an absolute path on the agents' machines, or start agents with --kubeconfig-root .=DIRECTORY",
                "'${HOME}/.kube/config' | ${HOME}/.kube/config has a placeholder, which agents do not fill in: give an absolute path on the agents' machines, or start agents with --kubeconfig-root '${HOME}=DIRECTORY'",
                "configserver:kube/a    | configserver:kube/a is a file of Spring's configuration server, which agents do not ask: give an absolute path on the agents' machines, or start agents with --kubeconfig-root configserver:=DIRECTORY",
                "encryptedFile:s3!f:canary | is a reference (encryptedFile:) to s3, which dynamic-accounts.references.allowed does not permit: permit it there, or give an absolute path on the agents' machines, or start agents with --kubeconfig-root FROM=DIRECTORY",
            })
    void what_agents_cannot_use_is_migrated_and_told_with_the_way_out_also_after_activation(String file, String told)
            throws Exception {
        Operator operator = serving("kubeconfigFile: " + file);
        String hint = "kubeconfigFile " + told;

        migrate(operator, "it");

        assertThat(account(operator, "it").path("status").asString()).isEqualTo("INACTIVE");
        assertThat(message(operator)).isEqualTo(hint);
        assertThat(operator.items().getFirst().path("lastAssignmentMsg").asString())
                .isEqualTo(hint);
        operator.sendAccepted(
                "PATCH", "/armory/accounts", List.of(Map.of("name", "it", "state", "ACTIVE", "zoneId", "eu")));
        assertThat(message(operator))
                .startsWith("waiting: no agent lives in zone eu. ")
                .endsWith("; " + hint);
        assertThat(operator.get("/armory/accounts/it/history").json())
                .last()
                .satisfies(birth -> assertThat(birth.path("message").asString()).isEqualTo(hint));

        // What is written right is told no more.
        operator.sendAccepted("PUT", "/armory/accounts/dynamic", Map.of("name", "it", "kubeconfigFile", "/k"));
        assertThat(message(operator))
                .startsWith("waiting: no agent lives in zone eu. ")
                .doesNotContain("kubeconfigFile");
    }

    @Test
    void a_kubeconfig_that_is_sent_by_reference_is_told_without_the_reference() throws Exception {
        Operator operator = serving("kubeconfigContents: 'encryptedFile:s3!r:eu!b:bucket!f:canary'");

        migrate(operator, "it");

        assertThat(message(operator))
                .isEqualTo(
                        "kubeconfigContents holds a reference (encryptedFile:) to s3, which"
                                + " dynamic-accounts.references.allowed does not permit: permit it there, or give kubeconfigFile, an absolute path on the agents' machines, instead");
    }

    @Test
    void a_path_that_is_given_with_the_migration_is_what_counts() throws Exception {
        Operator operator = serving("kubeconfigFile: ~/.kube/config");

        operator.sendAccepted("POST", "/armory/accounts", List.of(Map.of("name", "it", "kubeconfigFile", "/k")));

        assertThat(message(operator)).isEmpty();
    }

    @Test
    void what_clouddriver_itself_passes_over_is_not_migrated_and_named() throws Exception {
        Operator operator = serving("kubeconfigFile: /k, namespaces: [a], omitNamespaces: [b]");

        var answer = operator.send("POST", "/armory/accounts", List.of(Map.of("name", "it")));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text())
                .contains("urn:dynamic-accounts:problem:unknown-to-source", "/omitNamespaces", "must be empty");
    }

    @Test
    void two_ways_that_are_posted_are_refused_with_what_clouddriver_would_use() throws Exception {
        Operator operator = serving("kubeconfigFile: /k");

        var answer = operator.send(
                "POST",
                "/armory/accounts/dynamic",
                Map.of("name", "new", "serviceAccount", true, "kubeconfigFile", "/k"));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text()).contains("keep the one that is meant", "serviceAccount: true before kubeconfigFile");
    }
}
