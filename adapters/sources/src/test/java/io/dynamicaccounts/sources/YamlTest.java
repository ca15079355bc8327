package io.dynamicaccounts.sources;

import static org.assertj.core.api.Assertions.assertThat;

import io.dynamicaccounts.functions.account.AccountName;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests the values of scalars, aliases and merge keys, and that their cost is bounded. */
class YamlTest {

    @TempDir
    Path folder;

    static Stream<Arguments> scalars() {
        return Stream.of(
                Arguments.of("text", "text"),
                Arguments.of("'1'", "1"),
                Arguments.of("\"true\"", "true"),
                Arguments.of("|-\n      two\n      lines", "two\nlines"),
                Arguments.of("", null),
                Arguments.of("~", null),
                Arguments.of("null", null),
                Arguments.of("''", ""),
                Arguments.of("true", true),
                Arguments.of("Off", false),
                Arguments.of("yes", true),
                Arguments.of("0", 0),
                Arguments.of("-17", -17),
                Arguments.of("+17", 17),
                Arguments.of("1_000", 1000),
                Arguments.of("0x1F", 31),
                Arguments.of("0b101", 5),
                Arguments.of("0777", 511),
                Arguments.of("08", "08"),
                Arguments.of("2147483648", 2147483648L),
                Arguments.of("123456789012345678901234567890", new BigInteger("123456789012345678901234567890")),
                Arguments.of("1.10", new BigDecimal("1.10")),
                Arguments.of("-2.5e3", new BigDecimal("-2.5e3")),
                Arguments.of("1e400000000", "1e400000000"),
                Arguments.of("1.0.3", "1.0.3"),
                Arguments.of("9".repeat(2_000), "9".repeat(2_000)),
                Arguments.of(".inf", ".inf"),
                Arguments.of(".nan", ".nan"),
                Arguments.of("10:30", "10:30"),
                Arguments.of("2026-01-02", "2026-01-02"),
                Arguments.of("2026-01-02T03:04:05Z", "2026-01-02T03:04:05Z"),
                Arguments.of("!!str 1", "1"),
                Arguments.of("!!int '1'", 1),
                Arguments.of("[1, a, ~, [], {}]", Arrays.asList(1, "a", null, List.of(), Map.of())),
                Arguments.of("{1: a, true: b}", Map.of("1", "a", "true", "b")));
    }

    @ParameterizedTest
    @MethodSource("scalars")
    void an_unknown_option_has_the_json_type_of_yaml(String yaml, Object expected) {
        ConfigurationFile file = ConfigurationFile.withAccounts(folder, "- name: a\n  zebra: " + yaml + "\n");

        assertThat(file.problems()).isEmpty();
        assertThat(file.account("a").get("zebra")).isEqualTo(expected);
    }

    @Test
    void a_known_option_has_its_own_type_for_every_form_of_value() {
        ConfigurationFile file = ConfigurationFile.withAccounts(folder, """
                - name: 12345
                  context: 1.10
                  environment: no
                  kubeconfigFile: 0777
                  namespaces: [1, 1.10, off, 2026-01-02]
                  kinds: deployment, service
                  omitNamespaces: ''
                  permissions: {READ: [1.10, on]}
                  serviceAccount: 'yes'
                  cacheThreads: '4'
                  skin:
                """);

        assertThat(file.problems()).isEmpty();
        assertThat(file.account("12345"))
                .containsEntry("name", "12345")
                .containsEntry("context", "1.10")
                .containsEntry("environment", "no")
                .containsEntry("kubeconfigFile", "0777")
                .containsEntry("namespaces", List.of("1", "1.10", "off", "2026-01-02"))
                .containsEntry("kinds", List.of("deployment", "service"))
                .containsEntry("omitNamespaces", List.of())
                .containsEntry("permissions", Map.of("READ", List.of("1.10", "on")))
                .containsEntry("serviceAccount", true)
                .containsEntry("cacheThreads", 4L)
                .containsEntry("skin", null);
    }

    @Test
    void aliases_and_merge_keys_refer_to_anchors_of_any_earlier_part_of_the_document() {
        ConfigurationFile file = ConfigurationFile.in(folder, """
                x-common:
                  - &one {cacheThreads: 1, environment: one}
                  - &two {environment: two, namespaces: &spaces [x, y]}
                kubernetes:
                  accounts:
                  - {name: a, <<: *one, environment: mine}
                  - {<<: [*two, *one], name: b}
                  - {name: c, omitNamespaces: *spaces}
                  - &whole {name: d}
                  - {<<: *whole, name: e}
                """);

        assertThat(file.problems()).isEmpty();
        assertThat(file.account("a")).isEqualTo(Map.of("name", "a", "cacheThreads", 1, "environment", "mine"));
        assertThat(file.account("b"))
                .isEqualTo(
                        Map.of("name", "b", "environment", "two", "namespaces", List.of("x", "y"), "cacheThreads", 1));
        assertThat(file.account("c")).containsEntry("omitNamespaces", List.of("x", "y"));
        assertThat(file.found("d", "e")).containsExactly("d", "e");
    }

    @Test
    void the_accounts_may_be_anchored_or_aliased_as_a_whole() {
        ConfigurationFile file = ConfigurationFile.in(folder, """
                x: &list [{name: a}, {name: [broken]}]
                y: &provider {accounts: *list}
                kubernetes: *provider
                ---
                kubernetes: &k {accounts: &l [{name: b}]}
                """);

        assertThat(file.found("a", "b")).containsExactly("a", "b");
        assertThat(file.problems()).hasSize(1);
    }

    @Test
    void an_anchor_is_unknown_in_the_next_document() {
        ConfigurationFile file = ConfigurationFile.in(
                folder, "x: &x 1\n---\nkubernetes: {accounts: [{name: a, zebra: *x}, {name: b}]}\n");

        assertThat(file.found("a", "b")).containsExactly("b");
    }

    @Test
    void an_alias_bomb_makes_only_its_own_entry_unusable() {
        var yaml = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 40; i++) {
            yaml.append("a%d: &a%d [%s]\n".formatted(i, i, ("*a" + (i - 1) + ", ").repeat(10)));
        }
        yaml.append("kubernetes: {accounts: [{name: bomb, zebra: *a39}, {name: a}]}\n");
        ConfigurationFile file = ConfigurationFile.in(folder, yaml.toString());

        Assertions.assertTimeoutPreemptively(Duration.ofSeconds(30), () -> {
            assertThat(file.found("bomb", "a")).containsExactly("a");
            assertThat(file.problems()).singleElement().asString().contains("256 KiB");
        });
    }

    @Test
    void reading_many_entries_that_are_all_bombs_ends() {
        String yaml = "a: &a [" + "x, ".repeat(60_000) + "x]\nb: &b {name: bomb, zebra: *a}\nkubernetes: {accounts: ["
                + "*b, ".repeat(200_000) + "]}\n";
        ClouddriverConfiguration source = ConfigurationFile.in(folder, yaml).source();

        Assertions.assertTimeoutPreemptively(Duration.ofSeconds(60), () -> {
            assertThat(source.find(List.of(new AccountName("bomb")))).hasSize(1);
            assertThat(source.problems())
                    .anySatisfy(problem -> assertThat(problem.detail()).contains("aliases"))
                    .anySatisfy(problem -> assertThat(problem.detail()).contains("are not read"));
        });
    }

    @Test
    void a_bomb_of_merge_keys_is_a_problem() {
        var yaml = new StringBuilder("a: &a {");
        for (int i = 0; i < 20_000; i++) {
            yaml.append("k").append(i).append(": 1, ");
        }
        yaml.append("}\nb: &b {<<: [" + "*a, ".repeat(10_000)
                + "]}\nkubernetes: {accounts: [{name: a}, {name: b, <<: *b}]}\n");
        ConfigurationFile file = ConfigurationFile.in(folder, yaml.toString());

        Assertions.assertTimeoutPreemptively(Duration.ofSeconds(30), () -> {
            assertThat(file.found("a", "b")).containsExactly("a");
            assertThat(file.problems()).singleElement();
        });
    }

    @Test
    void deep_nesting_is_a_problem_also_behind_aliases() {
        ConfigurationFile brackets = ConfigurationFile.withAccounts(
                folder, "- {name: a}\n- {name: b, zebra: " + "[".repeat(5_000) + "]".repeat(5_000) + "}\n");
        assertThat(brackets.found("a", "b")).containsExactly("a");

        var yaml = new StringBuilder("a0: &a0 x\n");
        for (int i = 1; i < 20_000; i++) {
            yaml.append("a%d: &a%d [*a%d]\n".formatted(i, i, i - 1));
        }
        yaml.append("kubernetes: {accounts: [{name: a}, {name: b, zebra: *a19999}]}\n");
        ConfigurationFile aliases = ConfigurationFile.in(folder, yaml.toString());
        assertThat(aliases.found("a", "b")).containsExactly("a");
        assertThat(aliases.problems()).singleElement().asString().contains("50 levels");
    }
}
