package io.dynamicaccounts.sources;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.spi.ILoggingEvent;
import io.dynamicaccounts.functions.CapturedLog;
import io.dynamicaccounts.functions.account.AccountName;
import io.dynamicaccounts.functions.definition.CredentialSource.Unreadable;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class ClouddriverConfigurationTest {

    @RegisterExtension
    final CapturedLog log = CapturedLog.of(ClouddriverConfiguration.class);

    @TempDir
    Path folder;

    @Test
    void accounts_are_found_by_name_in_the_order_asked_and_unknown_names_are_left_out() {
        ConfigurationFile file = ConfigurationFile.withAccounts(folder, "- name: a\n- name: b\n- name: c\n");

        assertThat(file.found("c", "nobody", "a")).containsExactly("c", "a");
        assertThat(file.found()).isEmpty();
        assertThat(file.problems()).isEmpty();
    }

    @Test
    void every_option_is_kept_in_its_order_known_or_not() {
        ConfigurationFile file = ConfigurationFile.withAccounts(folder, """
                - zebra: {stripes: [1, null]}
                  name: prod
                  namespaces: [default]
                  kubeconfigFile: configserver:prod
                  inventory: 2026-01-02
                """);

        assertThat(file.account("prod").keySet())
                .containsExactly("zebra", "name", "namespaces", "kubeconfigFile", "inventory");
        assertThat(file.account("prod"))
                .containsEntry("kubeconfigFile", "configserver:prod")
                .containsEntry("inventory", "2026-01-02");
    }

    @Test
    void other_providers_are_ignored_and_placeholders_kept() {
        ConfigurationFile file = ConfigurationFile.in(folder, """
                aws:
                  accounts:
                  - name: not-kubernetes
                  secretKey: '{cipher}abc'
                  other: ${opsmx.key}
                kubernetes:
                  enabled: ${KUBERNETES:true}
                  accounts:
                  - name: prod
                    kubeconfigFile: ${HOME}/.kube/config
                    serviceAccount: ${IN_CLUSTER:false}
                    namespaces: ${NAMESPACES}
                    cacheThreads: "{cipher}abc"
                    kubeconfigContents: "{cipher}abc"
                """);

        assertThat(file.found("not-kubernetes", "prod")).containsExactly("prod");
        assertThat(file.account("prod"))
                .isEqualTo(Map.of(
                        "name", "prod",
                        "kubeconfigFile", "${HOME}/.kube/config",
                        "serviceAccount", "${IN_CLUSTER:false}",
                        "namespaces", "${NAMESPACES}",
                        "cacheThreads", "{cipher}abc",
                        "kubeconfigContents", "{cipher}abc"));
        assertThat(file.problems()).isEmpty();
    }

    @Test
    void later_documents_win_account_by_account() {
        ConfigurationFile file = ConfigurationFile.in(folder, """
                kubernetes: {accounts: [{name: a, environment: first}, {name: b}]}
                ---
                aws: {enabled: true}
                ---
                kubernetes: {accounts: [{name: c}, {name: a, environment: last}]}
                """);

        assertThat(file.found("a", "b", "c")).containsExactly("a", "b", "c");
        assertThat(file.account("a")).containsEntry("environment", "last");
        assertThat(file.problems()).isEmpty();
    }

    @Test
    void a_file_without_accounts_is_a_problem() {
        assertThat(ConfigurationFile.in(folder, "").problems())
                .singleElement()
                .asString()
                .contains("kubernetes.accounts");
        assertThat(ConfigurationFile.in(folder, "aws: {}\n").problems()).hasSize(1);
        assertThat(ConfigurationFile.in(folder, "kubernetes: {accounts: []}\n").problems())
                .isEmpty();
        assertThat(ConfigurationFile.in(folder, "kubernetes: {accounts: }\n").problems())
                .isEmpty();
        assertThat(ConfigurationFile.in(folder, "kubernetes: {accounts: {a: b}}\n")
                        .problems())
                .containsExactly(new SourceProblem(1, "kubernetes.accounts", "must be a list of accounts"));
        assertThat(ConfigurationFile.in(folder, "- a\n- b\n").problems())
                .contains(new SourceProblem(1, "the document", "must be a map"));
    }

    @Test
    void a_change_is_seen_by_the_next_call() throws IOException {
        ConfigurationFile file = ConfigurationFile.withAccounts(folder, "- name: a\n");
        ClouddriverConfiguration source = file.source();
        var names = List.of(new AccountName("a"), new AccountName("b"));
        assertThat(source.find(names)).containsOnlyKeys(new AccountName("a"));

        file.write("kubernetes: {accounts: [{name: a}, {name: b}]}");
        assertThat(source.find(names)).hasSize(2);

        Path other = Files.writeString(folder.resolve("other"), "kubernetes: {accounts: [{name: b}, {name: b}]}");
        Files.setLastModifiedTime(other, Files.getLastModifiedTime(file.path()));
        Files.move(other, file.path(), StandardCopyOption.REPLACE_EXISTING);
        assertThat(source.find(names)).containsOnlyKeys(new AccountName("b"));
        assertThat(source.problems()).hasSize(1);
    }

    @Test
    void an_unchanged_file_is_not_read_again() throws IOException {
        ConfigurationFile file = ConfigurationFile.withAccounts(folder, "- name: a\n");
        FileTime then = FileTime.from(Instant.parse("2026-01-01T00:00:00Z"));
        Files.setLastModifiedTime(file.path(), then);
        ClouddriverConfiguration source = file.source();

        var before = source.find(List.of(new AccountName("a"))).get(new AccountName("a"));
        assertThat(source.find(List.of(new AccountName("a"))).get(new AccountName("a")))
                .isSameAs(before);
    }

    @Test
    void a_missing_file_is_unreadable_until_it_is_there() {
        var source = new ClouddriverConfiguration(folder.resolve("clouddriver-local.yml"));
        assertThatThrownBy(source::problems).isInstanceOf(Unreadable.class).hasMessageContaining("does not exist");

        ConfigurationFile.withAccounts(folder, "- name: a\n");
        assertThat(source.problems()).isEmpty();
    }

    @Test
    void a_folder_is_unreadable() {
        assertThatThrownBy(new ClouddriverConfiguration(folder)::problems)
                .isInstanceOf(Unreadable.class)
                .hasMessageContaining("is not a file");
    }

    @Test
    void a_file_that_is_no_yaml_is_unreadable_with_its_line_and_not_quoted() {
        for (String wrong : List.of(
                "  token: [canary",
                "  token: canary: canary",
                "  token: \"canary",
                "\ttoken: canary",
                "  token: @canary",
                " token: canary",
                "  token: \"\\canary\"",
                "  token: !<canary",
                "  ? {canary")) {
            ConfigurationFile file = ConfigurationFile.withAccounts(folder, "- name: a\n  x: y\n" + wrong.indent(0));
            assertThatThrownBy(file::problems, wrong)
                    .isInstanceOf(Unreadable.class)
                    .hasMessageMatching("(?s).*clouddriver-local.yml is not YAML: see line [3-7], column \\d+")
                    .satisfies(e -> assertThat(stackTrace(e)).doesNotContain("canary"));
        }
    }

    @Test
    void a_file_that_is_no_text_is_unreadable_with_its_line() throws IOException {
        ConfigurationFile file = ConfigurationFile.withAccounts(folder, "- name: a\n  environment: \u0000canary\n");
        assertThatThrownBy(file::problems)
                .isInstanceOf(Unreadable.class)
                .hasMessageContaining("a character that YAML does not allow, soon after line 1")
                .satisfies(e -> assertThat(stackTrace(e)).doesNotContain("canary"));

        Files.write(file.path(), "kubernetes: {accounts: [{name: \u00e4}]}".getBytes(StandardCharsets.ISO_8859_1));
        assertThatThrownBy(file::problems).isInstanceOf(Unreadable.class).hasMessageContaining("is not UTF-8 text");
    }

    @Test
    void an_unreadable_change_does_not_return_the_older_content() {
        ConfigurationFile file = ConfigurationFile.withAccounts(folder, "- name: a\n");
        ClouddriverConfiguration source = file.source();
        source.problems();

        file.write("kubernetes: [");
        assertThatThrownBy(() -> source.find(List.of(new AccountName("a")))).isInstanceOf(Unreadable.class);
        assertThatThrownBy(() -> source.find(List.of(new AccountName("a")))).isInstanceOf(Unreadable.class);

        file.write("kubernetes: {accounts: [{name: a}]}");
        assertThat(source.find(List.of(new AccountName("a")))).hasSize(1);
    }

    @Test
    void a_huge_file_is_unreadable() throws IOException {
        Path file = folder.resolve("huge.yml");
        try (var sparse = Files.newByteChannel(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            sparse.position(64L * 1024 * 1024).write(ByteBuffer.wrap(new byte[] {'\n'}));
        }
        assertThatThrownBy(new ClouddriverConfiguration(file)::problems)
                .isInstanceOf(Unreadable.class)
                .hasMessageContaining("larger than 64 MiB");
    }

    @Test
    void a_byte_order_mark_is_ignored() {
        assertThat(ConfigurationFile.in(folder, "\ufeffkubernetes: {accounts: [{name: a}]}")
                        .found("a"))
                .containsExactly("a");
    }

    @Test
    void problems_are_logged_once_per_change_and_hold_no_values() {
        ConfigurationFile file = ConfigurationFile.withAccounts(
                folder, "- name: [canary]\n- name: a\n  token: canary\n  namespaces: {canary: 1}\n");
        ClouddriverConfiguration source = file.source();
        source.problems();
        source.problems();
        source.find(List.of());

        assertThat(log.events().stream().map(ILoggingEvent::getFormattedMessage))
                .hasSize(3)
                .anySatisfy(line ->
                        assertThat(line).endsWith("line 4, kubernetes.accounts[1].namespaces: must be a list of texts"))
                .noneSatisfy(line -> assertThat(line).contains("canary"));
    }

    private static String stackTrace(Throwable e) {
        var trace = new StringWriter();
        e.printStackTrace(new PrintWriter(trace));
        return trace.toString();
    }
}
