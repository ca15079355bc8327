package io.dynamicaccounts.sources;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests that a broken entry does not affect others, and is a problem with its place and the correct form. */
class BrokenEntriesTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "- just text",
                "- [a, list]",
                "-",
                "- environment: prod",
                "- name:",
                "- name: ''",
                "- name: [b]",
                "- name: 1.10",
                "- name: true",
                "- name: 'a b'",
                "- name: ${STAGE}-prod",
                "- name: dynamic",
                "- {name: b, name: c}",
                "- {name: b, zebra: {x: 1, x: 2}}",
                "- {name: b, ? [x] : y}",
                "- {name: b, zebra: !custom x}",
                "- {name: b, zebra: !!java.net.URL [x]}",
                "- {name: b, zebra: *nowhere}",
                "- &me {name: b, zebra: *me}",
                "- {name: b, <<: text}",
                "- {name: b, <<: [text]}",
                "- {name: b, token: '********'}",
                "- {name: b, environment: '********'}"
            })
    void a_broken_entry_does_not_affect_the_others(String broken) {
        ConfigurationFile file =
                ConfigurationFile.withAccounts(folder, "- name: before\n" + broken + "\n- name: after\n");

        assertThat(file.found("before", "b", "c", "after")).containsExactly("before", "after");
        assertThat(file.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.line()).isEqualTo(4);
            assertThat(problem.place()).startsWith("kubernetes.accounts[1]");
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "kubeconfigFile | {a: b} | text",
                "kubeconfigContents | [a] | text",
                "namespaces | {a: b} | a list of texts",
                "namespaces | [[a]] | a list of texts",
                "kinds | [{a: b}] | a list of texts",
                "omitKinds | [null] | a list of texts",
                "serviceAccount | maybe | true or false",
                "serviceAccount | [true] | true or false",
                "cacheThreads | many | a number",
                "cacheThreads | true | a number",
                "customResources | [a] | a list of maps",
                "dockerRegistries | {a: b} | a list of maps",
                "rawResourcesEndpointConfig | text | a map",
                "permissions | everybody | a map, or a list of maps, from READ, WRITE, EXECUTE or CREATE to roles",
                "permissions | [everybody] | a map, or a list of maps, from READ, WRITE, EXECUTE or CREATE to roles"
            })
    void a_known_option_of_the_wrong_type_is_a_problem_that_names_its_type(String option, String value, String right) {
        ConfigurationFile file =
                ConfigurationFile.withAccounts(folder, "- name: a\n- name: b\n  " + option + ": " + value + "\n");

        assertThat(file.found("a", "b")).containsExactly("a");
        assertThat(file.problems())
                .containsExactly(new SourceProblem(4, "kubernetes.accounts[1]." + option, "must be " + right));
    }

    @Test
    void an_entry_is_measured_by_the_bytes_of_its_json() {
        String fits = "x".repeat(250_000);
        for (String large : List.of("ä".repeat(140_000), "\\\"".repeat(140_000), "😀".repeat(70_000))) {
            ConfigurationFile file = ConfigurationFile.withAccounts(
                    folder, "- {name: a, zebra: \"" + fits + "\"}\n- {name: b, zebra: \"" + large + "\"}\n");

            assertThat(file.found("a", "b")).containsExactly("a");
            assertThat(file.problems())
                    .singleElement()
                    .satisfies(problem ->
                            assertThat(problem.detail()).isEqualTo("is larger than the 256 KiB of a definition"));
        }
    }

    @Test
    void all_problems_of_an_entry_are_reported_together() {
        ConfigurationFile file =
                ConfigurationFile.withAccounts(folder, "- kinds: {}\n  metrics: perhaps\n  debug: perhaps\n");

        assertThat(file.problems()).hasSize(4);
    }

    @Test
    void when_a_list_has_a_name_twice_the_later_entry_counts_and_is_a_problem() {
        ConfigurationFile file = ConfigurationFile.withAccounts(
                folder, "- {name: a, environment: first}\n- {name: b}\n- {name: a, environment: second}\n");

        assertThat(file.account("a")).containsEntry("environment", "second");
        assertThat(file.problems())
                .containsExactly(new SourceProblem(
                        5, "kubernetes.accounts[2]", "defines a again, which line 3 defines too: this one is taken"));
    }

    @Test
    void a_broken_entry_does_not_replace_a_good_one_of_its_name() {
        ConfigurationFile file = ConfigurationFile.withAccounts(
                folder, "- {name: a, environment: first}\n- {name: a, environment: [second]}\n");

        assertThat(file.account("a")).containsEntry("environment", "first");
    }

    @Test
    void an_entry_larger_than_a_definition_is_a_problem() {
        ConfigurationFile file = ConfigurationFile.withAccounts(
                folder, "- {name: a}\n- {name: b, kubeconfigContents: " + "x".repeat(300_000) + "}\n");

        assertThat(file.found("a", "b")).containsExactly("a");
        assertThat(file.problems()).singleElement().asString().contains("256 KiB");
    }

    @Test
    void keys_that_appear_twice_above_the_accounts_are_both_read_and_are_a_problem() {
        ConfigurationFile file = ConfigurationFile.in(folder, """
                kubernetes: {accounts: [{name: a}]}
                kubernetes:
                  accounts: [{name: b}]
                  accounts: [{name: c}]
                """);

        assertThat(file.found("a", "b", "c")).containsExactly("a", "b", "c");
        assertThat(file.problems()).extracting(SourceProblem::line).containsExactly(2, 4);
    }
}
