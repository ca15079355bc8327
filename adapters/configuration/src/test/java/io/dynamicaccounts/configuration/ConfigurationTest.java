package io.dynamicaccounts.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.re2j.Pattern;
import io.dynamicaccounts.configuration.Configuration.Auth;
import io.dynamicaccounts.functions.Interceptor;
import io.dynamicaccounts.functions.Settings;
import io.dynamicaccounts.functions.account.ZoneId;
import io.dynamicaccounts.functions.definition.SecretReference;
import io.dynamicaccounts.http.auth.RateLimit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigurationTest {

    @TempDir
    Path folder;

    private Configuration file(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.writeString(file, text);
        return Configuration.read(Optional.of(file), Map.of(), List.of());
    }

    private static Configuration set(String... assignments) {
        return Configuration.read(Optional.empty(), Map.of(), List.of(assignments));
    }

    private static Configuration environment(String name, String value) {
        return Configuration.read(Optional.empty(), Map.of(name, value), List.of());
    }

    private static Duration poll(Configuration configuration) {
        return configuration.settings().timing().pollInterval();
    }

    @Test
    void without_any_value_the_documented_defaults_count() {
        Configuration configuration = set();
        assertThat(configuration.enabled()).isTrue();
        assertThat(configuration.settings()).isEqualTo(Settings.DEFAULT);
        assertThat(configuration.namePatterns()).isEmpty();
        assertThat(configuration.scanFrequency()).isEqualTo(Duration.ofSeconds(120));
        assertThat(configuration.scanBatchSize()).isEqualTo(500);
        assertThat(configuration.interceptor()).isEqualTo(Interceptor.OFF);
        assertThat(configuration.auth()).isEqualTo(new Auth.None());
    }

    @Test
    void each_layer_wins_over_lower_layers() throws IOException {
        Path file = folder.resolve("c.yml");
        Files.writeString(
                file,
                "dynamic-accounts: {max-retries: 1, retry-frequency-seconds: 11, activation-timeout-seconds: 111}");
        var timing = Configuration.read(
                        Optional.of(file),
                        Map.of("DYNAMIC_ACCOUNTS_MAX_RETRIES", "2", "DYNAMIC_ACCOUNTS_RETRY_FREQUENCY_SECONDS", "12"),
                        List.of("dynamic-accounts.max-retries=3"))
                .settings()
                .timing();
        assertThat(timing.maxRetries()).isEqualTo(3);
        assertThat(timing.retryFrequency()).isEqualTo(Duration.ofSeconds(12));
        assertThat(timing.activationTimeout()).isEqualTo(Duration.ofSeconds(111));
        assertThat(timing.pollInterval()).isEqualTo(Duration.ofSeconds(10));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "dynamic-accounts:\n  poll-seconds: 7",
                "dynamic-accounts.poll-seconds: 7",
                "dynamic-accounts: {pollSeconds: '7'}",
                "dynamicAccounts.poll_seconds: 7",
                "dynamic_accounts:\n  PollSeconds: 7",
                "other: 1\n---\ndynamic-accounts.poll-seconds: 7",
            })
    void yaml_keys_may_be_nested_or_dotted_and_are_relaxed(String yaml) throws IOException {
        assertThat(poll(file("c.yml", yaml))).isEqualTo(Duration.ofSeconds(7));
    }

    @Test
    void properties_are_read_too() throws IOException {
        Configuration configuration = file(
                "c.properties", "# c\ndynamic-accounts.poll-seconds = 7\ndynamicAccounts.namePatterns=^a$,\\\n  ^b$\n");
        assertThat(poll(configuration)).isEqualTo(Duration.ofSeconds(7));
        assertThat(configuration.namePatterns()).map(Pattern::pattern).containsExactly("^a$", "^b$");
    }

    @ParameterizedTest
    @CsvSource({
        "DYNAMIC_ACCOUNTS_POLL_SECONDS",
        "DYNAMICACCOUNTS_POLLSECONDS",
        "dynamic_accounts_poll_seconds",
    })
    void environment_variables_are_relaxed(String name) {
        assertThat(poll(environment(name, "7"))).isEqualTo(Duration.ofSeconds(7));
    }

    @Test
    void a_dot_is_an_underscore_in_the_environment() {
        assertThat(environment("DYNAMIC_ACCOUNTS_INTERCEPTOR_ENABLED", "true").interceptor())
                .isEqualTo(Interceptor.ON);
    }

    @Test
    void the_first_six_keys_may_have_the_plugins_names() throws IOException {
        Configuration configuration = file("c.yml", """
                kubesvc:
                  cluster: redis
                  dynamicAccounts:
                    enabled: false
                    maxRetries: 7
                    retryFrequencySeconds: 8
                    namePatterns: ['^prod-[0-9]{1,2}$', '^dev$']
                    scanFrequencySeconds: 9
                    scanBatchSize: 10
                """);
        assertThat(configuration.enabled()).isFalse();
        assertThat(configuration.settings().timing().maxRetries()).isEqualTo(7);
        assertThat(configuration.settings().timing().retryFrequency()).isEqualTo(Duration.ofSeconds(8));
        assertThat(configuration.namePatterns()).map(Pattern::pattern).containsExactly("^prod-[0-9]{1,2}$", "^dev$");
        assertThat(configuration.scanFrequency()).isEqualTo(Duration.ofSeconds(9));
        assertThat(configuration.scanBatchSize()).isEqualTo(10);
        assertThat(environment("KUBESVC_DYNAMICACCOUNTS_MAXRETRIES", "9")
                        .settings()
                        .timing()
                        .maxRetries())
                .isEqualTo(9);
        assertThat(environment("KUBESVC_DYNAMICACCOUNTS_MAX_RETRIES", "9")
                        .settings()
                        .timing()
                        .maxRetries())
                .isEqualTo(9);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "kubesvc.dynamic-accounts.enabled: false",
                "kubesvc.dynamicAccounts.enabled: false",
                "kubesvc:\n  dynamic-accounts:\n    enabled: false",
                "kubesvc:\n  dynamicAccounts:\n    enabled: false",
            })
    void both_spellings_of_the_plugins_switch_are_read(String yaml) throws IOException {
        assertThat(file("c.yml", yaml).enabled()).isFalse();
        assertThat(file("c.properties", "kubesvc.dynamic-accounts.enabled=false")
                        .enabled())
                .isFalse();
        assertThat(set("kubesvc.dynamic-accounts.enabled=false").enabled()).isFalse();
        assertThat(set("kubesvc.dynamicAccounts.enabled=false").enabled()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"KUBESVC_DYNAMIC_ACCOUNTS_ENABLED", "KUBESVC_DYNAMICACCOUNTS_ENABLED"})
    void both_spellings_of_the_plugins_switch_are_read_from_the_environment(String name) {
        assertThat(environment(name, "false").enabled()).isFalse();
    }

    @Test
    void a_set_key_may_leave_the_prefix_out() {
        assertThat(poll(set("poll-seconds=7"))).isEqualTo(Duration.ofSeconds(7));
        assertThat(poll(set("kubesvc.dynamicAccounts.maxRetries=1", "poll-seconds=7")))
                .isEqualTo(Duration.ofSeconds(7));
    }

    @ParameterizedTest
    @CsvSource({
        "max-retries, -1, 101, 0, 100",
        "retry-frequency-seconds, 0, 3601, 1, 3600",
        "scan-frequency-seconds, 4, 86401, 5, 86400",
        "scan-batch-size, 0, 10001, 1, 10000",
        "sweep-seconds, 0, 3601, 1, 3600",
        "activation-timeout-seconds, 4, 3601, 5, 3600",
        "history-days, -1, 366, 0, 365",
        "polls-per-second, 0, 1000001, 1, 1000000",
    })
    void a_number_out_of_range_is_refused_with_key_range_and_origin(
            String key, String tooSmall, String tooLarge, String least, String most) {
        for (String wrong : List.of(tooSmall, tooLarge, "many", "", "1.5", "99999999999999999999")) {
            assertThatThrownBy(() -> set(key + "=" + wrong))
                    .isInstanceOf(Misconfigured.class)
                    .hasMessage("dynamic-accounts." + key + " must be a whole number between " + least + " and " + most
                            + ", not '" + wrong + "' (from --set " + key + ")");
        }
        set(key + "=" + least);
        set(key + "=" + most);
    }

    @Test
    void every_origin_is_named() throws IOException {
        assertThatThrownBy(() -> file("c.yml", "a: 1\ndynamic-accounts:\n  poll-seconds: 0"))
                .hasMessageContaining("(from line 3 of " + folder.resolve("c.yml") + ")");
        assertThatThrownBy(() -> file("c.properties", "a=1\ndynamic-accounts.poll-seconds=0"))
                .hasMessageContaining("(from line 2 of " + folder.resolve("c.properties") + ")");
        assertThatThrownBy(() -> environment("DYNAMIC_ACCOUNTS_POLL_SECONDS", "0"))
                .hasMessageContaining("(from the environment variable DYNAMIC_ACCOUNTS_POLL_SECONDS)");
    }

    @Test
    void the_heartbeat_timeout_is_at_least_three_polls() {
        assertThatThrownBy(() -> set("poll-seconds=30"))
                .hasMessage("dynamic-accounts.heartbeat-timeout-seconds must be at least 90, three times poll-seconds"
                        + " (from --set poll-seconds), not '60' (from the default)");
        assertThat(poll(set("poll-seconds=30", "heartbeat-timeout-seconds=90"))).isEqualTo(Duration.ofSeconds(30));
    }

    @ParameterizedTest
    @ValueSource(strings = {"yes", "TRUE", "ture", "1", ""})
    void a_truth_is_true_or_false(String wrong) {
        assertThatThrownBy(() -> set("enabled=" + wrong)).hasMessageContaining("must be true or false");
    }

    @ParameterizedTest
    @ValueSource(strings = {"(", "a(?=b)", "(a)\\1", "ok,["})
    void what_is_no_RE2_pattern_is_refused(String wrong) {
        assertThatThrownBy(() -> set("name-patterns=" + wrong))
                .hasMessageContaining("dynamic-accounts.name-patterns must be RE2 patterns");
    }

    @ParameterizedTest
    @CsvSource({
        "dynamic-accounts.poll-secnds, dynamic-accounts.poll-seconds",
        "poll-second, dynamic-accounts.poll-seconds",
        "dynamic-accounts.intercepter.enabled, dynamic-accounts.interceptor.enabled",
        "dynamic-accounts.retries, dynamic-accounts.max-retries",
    })
    void an_unknown_key_is_refused_with_the_nearest_suggested(String wrong, String meant) {
        assertThatThrownBy(() -> set(wrong + "=1"))
                .hasMessageStartingWith("there is no key ")
                .hasMessageEndingWith("did you mean " + meant + "?");
    }

    @Test
    void an_unknown_key_that_resembles_no_key_is_refused_without_a_suggestion() {
        assertThatThrownBy(() -> set("dynamic-accounts.something-else-entirely=1"))
                .hasMessage("there is no key dynamic-accounts.something-else-entirely"
                        + " (from --set dynamic-accounts.something-else-entirely)");
    }

    @Test
    void keys_of_other_programs_in_a_shared_file_are_ignored() throws IOException {
        file(
                "c.yml",
                "server.port: 7002\nkubernetes: {accounts: [{name: a}]}\nkubesvc.dynamicAccounts.somethingNew: 1");
    }

    @Test
    void variables_of_a_container_platform_are_ignored() {
        for (String name : List.of(
                "DYNAMIC_ACCOUNTS_JAVA_HOME",
                "DYNAMIC_ACCOUNTS_SERVICE_HOST",
                "DYNAMIC_ACCOUNTS_PORT",
                "DYNAMIC_ACCOUNTS_PORT_7002_TCP_ADDR")) {
            environment(name, "tcp://10.0.0.1:7002");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "DYNAMIC_ACCOUNTS_POL_SECONDS, dynamic-accounts.poll-seconds",
        "KUBESVC_DYNAMICACCOUNTS_MAXRETRYS, dynamic-accounts.max-retries",
    })
    void a_misspelt_variable_is_refused(String name, String meant) {
        assertThatThrownBy(() -> environment(name, "1")).hasMessageEndingWith("did you mean " + meant + "?");
    }

    @Test
    void all_problems_are_reported_together() {
        assertThatThrownBy(() -> set("poll-seconds=0", "sweep-seconds=x", "nonsense=1", "no-equals"))
                .hasMessageContainingAll("poll-seconds", "sweep-seconds", "nonsense", "no-equals");
    }

    @Test
    void an_unreadable_file_is_reported_without_its_content() throws IOException {
        Path missing = folder.resolve("missing.yml");
        assertThatThrownBy(() -> Configuration.read(Optional.of(missing), Map.of(), List.of()))
                .hasMessage("the configuration file " + missing + " does not exist");
        assertThatThrownBy(() -> Configuration.read(Optional.of(folder), Map.of(), List.of()))
                .hasMessageContaining("cannot be read");
        assertThatThrownBy(() -> file("c.yml", "a: 1\nsecret: [hunter2"))
                .hasMessageContaining("is not YAML: see line 2")
                .hasMessageNotContaining("hunter2");
    }

    @Test
    void tokens_need_a_file_and_a_file_needs_tokens() {
        assertThatThrownBy(() -> set("auth.mode=tokens")).hasMessageContaining("auth.token-file must name the file");
        assertThatThrownBy(() -> set("auth.token-file=t.json")).hasMessageContaining("auth.mode must be tokens");
        assertThatThrownBy(() -> set("auth.mode=ldap")).hasMessageContaining("must be none or tokens or oidc");
        assertThat(set("auth.mode=tokens", "auth.token-file=t.json", "auth.burst=7")
                        .auth())
                .isEqualTo(new Auth.Tokens("t.json", new RateLimit(500, 7)));
    }

    @Test
    void an_identity_provider_needs_an_issuer_and_an_audience_and_its_keys_mean_nothing_without_it() {
        assertThatThrownBy(() -> set("auth.mode=oidc", "auth.oidc.algorithms="))
                .hasMessageContaining("auth.oidc.issuer must be")
                .hasMessageContaining("auth.oidc.audience must be")
                .hasMessageContaining("auth.oidc.algorithms must name");
        assertThatThrownBy(() -> set("auth.oidc.issuer=https://id.example.org", "auth.oidc.leeway-seconds=0"))
                .hasMessageContaining("auth.oidc.issuer means nothing unless dynamic-accounts.auth.mode is oidc")
                .hasMessageContaining("auth.oidc.leeway-seconds means nothing")
                .hasMessageNotContaining("example");
        assertThatThrownBy(() -> set("auth.mode=oidc", "auth.oidc.outage-seconds=604801"))
                .hasMessageContaining("auth.oidc.outage-seconds must be a whole number between 0 and 604800");
    }

    @Test
    void an_identity_provider_has_documented_defaults_and_may_have_a_list_of_tokens_beside_it() {
        var oidc = (Auth.Oidc) set("auth.mode=oidc", "auth.oidc.issuer=https://id/x", "auth.oidc.audience=a, b")
                .auth();

        assertThat(oidc.provider())
                .isEqualTo(new OidcSettings(
                        "https://id/x",
                        Set.of("a", "b"),
                        Optional.empty(),
                        Set.of("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512"),
                        Optional.empty(),
                        Duration.ofSeconds(60),
                        Duration.ofMinutes(5),
                        Duration.ofHours(4),
                        Duration.ofSeconds(5),
                        new OidcSettings.ClaimNames("scope", "zone", "static_accounts", "roles")));
        assertThat(oidc.toString()).doesNotContain("https");
        assertThat(oidc.tokens()).isEmpty();
        var listed = (Auth.Oidc) set(
                        "auth.mode=oidc",
                        "auth.oidc.issuer=https://id/x",
                        "auth.oidc.audience=a",
                        "auth.token-file=t.json",
                        "auth.burst=9")
                .auth();
        assertThat(listed.tokens()).contains("t.json");
        assertThat(listed.limit()).isEqualTo(new RateLimit(500, 9));
    }

    private static Configuration function(String... variables) {
        var environment = new HashMap<String, String>();
        for (int i = 0; i < variables.length; i += 2) {
            environment.put(variables[i], variables[i + 1]);
        }
        return Configuration.ofFunction(environment);
    }

    @Test
    void by_default_a_function_requires_tokens_and_is_swept_every_minute() {
        Configuration configuration = function("DYNAMIC_ACCOUNTS_AUTH_TOKEN_SECRET", "the-tokens");
        assertThat(configuration.auth()).isEqualTo(new Auth.Tokens("the-tokens", RateLimit.DEFAULT));
        assertThat(configuration.settings().sweepInterval()).isEqualTo(Duration.ofSeconds(60));
        assertThat(function("DYNAMIC_ACCOUNTS_SWEEP_SECONDS", "30").settings().sweepInterval())
                .isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void a_function_cannot_be_configured_without_authentication() {
        assertThatThrownBy(() -> function("DYNAMIC_ACCOUNTS_AUTH_MODE", "none"))
                .isInstanceOf(Misconfigured.class)
                .hasMessage("dynamic-accounts.auth.mode must be tokens or oidc where everybody can call, not 'none'"
                        + " (from the environment variable DYNAMIC_ACCOUNTS_AUTH_MODE)");
    }

    @Test
    void tokens_are_in_a_file_of_a_process_and_in_a_secret_of_a_function() {
        assertThatThrownBy(() -> set("auth.token-secret=s"))
                .hasMessageContaining("auth.token-secret means nothing here");
        assertThatThrownBy(() -> function("DYNAMIC_ACCOUNTS_AUTH_TOKEN_FILE", "t.json"))
                .hasMessageContaining("auth.token-file means nothing here");
    }

    @ParameterizedTest
    @EnumSource(SettingKey.class)
    void every_key_is_found_by_its_own_names(SettingKey key) {
        assertThat(SettingKey.written(key.canonical())).contains(key);
        assertThat(SettingKey.variable(key.variable())).contains(key);
        assertThat(key.words()).isNotBlank();
    }

    /** A row of the README: one key, its default, its range in numbers. */
    private static final java.util.regex.Pattern ROW =
            java.util.regex.Pattern.compile("\\| `([a-z.-]+)` \\| ([0-9]+) \\| ([0-9]+ to [0-9]+) \\|.*");

    @Test
    void the_ranges_and_defaults_of_the_readme_are_those_of_the_keys() throws IOException {
        List<String> rows = Files.readAllLines(Path.of("..", "..", "README.md"));

        assertThat(rows.stream().map(ROW::matcher).filter(Matcher::matches))
                .hasSize(17)
                .allSatisfy(row -> {
                    SettingKey key =
                            SettingKey.written(SettingKey.PREFIX + row.group(1)).orElseThrow();
                    assertThat(key.words()).isEqualTo(row.group(3) + ", default " + row.group(2));
                });
    }

    @Test
    void no_reference_is_resolved_unless_it_is_allowed_for_a_zone() {
        var reference = SecretReference.of("encrypted:s3!r:eu-central-1!b:b!f:clusters/a!k:x")
                .orElseThrow();
        Configuration byDefault = Configuration.read(Optional.empty(), Map.of(), List.of());
        Configuration allowed = Configuration.read(
                Optional.empty(),
                Map.of("DYNAMIC_ACCOUNTS_REFERENCES_ALLOWED", "eu=s3!r:eu-central-1!b:b!f:clusters/*"),
                List.of());

        assertThat(byDefault.references().permitsSomewhere(reference)).isFalse();
        assertThat(allowed.references().permits(new ZoneId("eu"), reference)).isTrue();
        assertThat(allowed.references().permits(new ZoneId("us"), reference)).isFalse();
        assertThatThrownBy(() -> Configuration.read(
                        Optional.empty(), Map.of(), List.of("references.allowed=s3!r:eu-central-1!b:b!f:*")))
                .isInstanceOf(Misconfigured.class)
                .hasMessageContaining("dynamic-accounts.references.allowed must be entries separated by commas, each"
                        + " ZONE=s3!r:…!b:…!f:…");
    }
}
