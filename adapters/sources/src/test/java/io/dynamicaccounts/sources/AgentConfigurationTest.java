package io.dynamicaccounts.sources;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dynamicaccounts.functions.definition.CredentialSource.Unreadable;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The switch of the documented agents' configuration. */
class AgentConfigurationTest {

    @TempDir
    Path folder;

    private AgentConfiguration read(String yaml) {
        return AgentConfiguration.read(ConfigurationFile.in(folder, yaml).path());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "dynamicAccountsEnabled: false",
                "dynamic-accounts-enabled: 'false'",
                "server: {port: 8082}\ndynamicAccountsEnabled: off # (Optional; default: true)",
                "clouddriver:\n  grpc: spin-clouddriver:9091\n  dynamicAccountsEnabled: false",
                "clouddriver.dynamicAccountsEnabled: false",
                "kubernetes:\n  accounts: []\n  dynamicAccountsEnabled: no",
                "---\nserver: {port: 1}\n---\ndynamicAccountsEnabled: false",
                "dynamicAccountsEnabled: false\nclouddriver: {dynamicAccountsEnabled: false}",
            })
    void is_read_where_and_as_it_is_written(String yaml) {
        assertThat(read(yaml).dynamicAccounts()).contains(false);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "dynamicAccountsEnabled: true              | true",
                "clouddriver: {dynamicAccountsEnabled: on} | true",
            })
    void may_be_on(String yaml, boolean enabled) {
        assertThat(read(yaml).dynamicAccounts()).contains(enabled);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "kubernetes: {accounts: []}", "hub: {connection: {dynamicAccountsEnabled: false}}"})
    void is_absent_where_it_is_not_the_agents_own(String yaml) {
        assertThat(read(yaml).dynamicAccounts()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "kubernetes: {accounts: [{name: a}]}        | true",
                "kubernetes: {accounts: []}                 | true",
                "kubernetes: &all [1]                       | true",
                "kubernetes: {retries: {enabled: true}}     | false",
                "dynamicAccountsEnabled: false              | false",
            })
    void says_whether_there_are_accounts_to_look_into(String yaml, boolean lists) {
        assertThat(read(yaml).listsAccounts()).isEqualTo(lists);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "dynamicAccountsEnabled: ture               | line 1, dynamicAccountsEnabled: must be true or false",
                "dynamicAccountsEnabled: ''                 | must be true or false",
                "dynamicAccountsEnabled: ${SECRET:canary}   | must be true or false",
                "dynamicAccountsEnabled: {enabled: false}   | must be true or false",
                "{dynamicAccountsEnabled: true, clouddriver: {dynamicAccountsEnabled: false}} | contradicts an earlier line: keep one of the two",
            })
    void a_switch_that_is_neither_on_nor_off_is_refused_without_its_value(String yaml, String why) {
        assertThatThrownBy(() -> read(yaml))
                .isInstanceOf(Unreadable.class)
                .hasMessageContaining(why)
                .hasMessageContaining("clouddriver-local.yml")
                .hasMessageNotContaining("canary");
    }

    @Test
    void a_file_that_is_no_yaml_is_refused_without_a_word_of_it() {
        assertThatThrownBy(() -> read("a: [canary"))
                .isInstanceOf(Unreadable.class)
                .hasMessageEndingWith("is not YAML")
                .hasMessageNotContaining("canary");
    }
}
