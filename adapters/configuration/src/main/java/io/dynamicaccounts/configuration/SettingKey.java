package io.dynamicaccounts.configuration;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Every key that can be configured, with its default and its range: the table of the documentation. */
public enum SettingKey {
    // spotless:off
    ENABLED("enabled", ValueKind.TRUTH, "true", Legacy.KUBESVC),
    MAX_RETRIES("max-retries", new ValueKind.Whole(0, 100), "3", Legacy.KUBESVC),
    RETRY_FREQUENCY_SECONDS("retry-frequency-seconds", new ValueKind.Whole(1, 3_600), "5", Legacy.KUBESVC),
    RECOVERY_SECONDS("recovery-seconds", new ValueKind.Whole(0, 86_400), "900", Legacy.NONE),
    NAME_PATTERNS("name-patterns", ValueKind.PATTERNS, "", Legacy.KUBESVC),
    SCAN_FREQUENCY_SECONDS("scan-frequency-seconds", new ValueKind.Whole(5, 86_400), "120", Legacy.KUBESVC),
    SCAN_BATCH_SIZE("scan-batch-size", new ValueKind.Whole(1, 10_000), "500", Legacy.KUBESVC),
    INTERCEPTOR_ENABLED("interceptor.enabled", ValueKind.TRUTH, "false", Legacy.NONE),
    POLL_SECONDS("poll-seconds", new ValueKind.Whole(1, 300), "10", Legacy.NONE),
    POLLS_PER_SECOND("polls-per-second", new ValueKind.Whole(1, 1_000_000), "500", Legacy.NONE),
    HEARTBEAT_TIMEOUT_SECONDS("heartbeat-timeout-seconds", new ValueKind.Whole(3, 86_400), "60", Legacy.NONE),
    SWEEP_SECONDS("sweep-seconds", new ValueKind.Whole(1, 3_600), "15", Legacy.NONE),
    ACTIVATION_TIMEOUT_SECONDS("activation-timeout-seconds", new ValueKind.Whole(5, 3_600), "300", Legacy.NONE),
    CACHING_EXCLUSIONS("caching-exclusions", ValueKind.TRUTH, "true", Legacy.NONE),
    HISTORY_DAYS("history-days", new ValueKind.Whole(0, 365), "30", Legacy.NONE),
    AUTH_MODE("auth.mode", new ValueKind.Choice(List.of("none", "tokens")), "none", Legacy.NONE),
    AUTH_TOKEN_FILE("auth.token-file", ValueKind.FILE, "", Legacy.NONE),
    AUTH_TOKEN_SECRET("auth.token-secret", ValueKind.SECRET, "", Legacy.NONE),
    AUTH_REQUESTS_PER_SECOND("auth.requests-per-second", new ValueKind.Whole(1, 1_000_000), "500", Legacy.NONE),
    AUTH_BURST("auth.burst", new ValueKind.Whole(1, 1_000_000), "2000", Legacy.NONE);
    // spotless:on

    /** What all keys begin with. */
    public static final String PREFIX = "dynamic-accounts.";

    /** What the documented plugin calls the ones that it has too. */
    static final String KUBESVC_PREFIX = "kubesvc.dynamicAccounts.";

    /** Whether the plugin's name of a key is understood as well. */
    private enum Legacy {
        KUBESVC,
        NONE
    }

    private final String local;

    @SuppressWarnings("ImmutableEnumChecker") // each kind is a record of numbers or words
    private final ValueKind kind;

    private final String byDefault;
    private final Legacy legacy;

    SettingKey(String local, ValueKind kind, String byDefault, Legacy legacy) {
        this.local = local;
        this.kind = kind;
        this.byDefault = byDefault;
        this.legacy = legacy;
    }

    /** As the documentation writes it: {@code dynamic-accounts.poll-seconds}. */
    public String canonical() {
        return PREFIX + local;
    }

    ValueKind kind() {
        return kind;
    }

    String byDefault() {
        return byDefault;
    }

    /** Range and default, for people: {@code 1 to 300, default 10}. */
    public String words() {
        return kind.words() + (byDefault.isEmpty() ? "" : ", default " + byDefault);
    }

    /** As an environment variable: {@code DYNAMIC_ACCOUNTS_POLL_SECONDS}. */
    public String variable() {
        return canonical().toUpperCase(Locale.ROOT).replace('-', '_').replace('.', '_');
    }

    /** The key that is written like this in a file or a {@code --set}, dashes, underscores and case aside. */
    static Optional<SettingKey> written(String name) {
        String relaxed = relaxed(name);
        return Arrays.stream(values())
                .filter(key -> relaxed(key.canonical()).equals(relaxed)
                        || (key.legacy == Legacy.KUBESVC
                                && relaxed(KUBESVC_PREFIX + key.local).equals(relaxed)))
                .findFirst();
    }

    /** The key that an environment variable names; there, a dot is written as an underscore too, or not at all. */
    static Optional<SettingKey> variable(String name) {
        String letters = letters(name);
        return Arrays.stream(values())
                .filter(key -> letters(key.canonical()).equals(letters)
                        || (key.legacy == Legacy.KUBESVC
                                && letters(KUBESVC_PREFIX + key.local).equals(letters)))
                .findFirst();
    }

    /** Spring's uniform form: lower case, no dashes and no underscores; dots stay. */
    static String relaxed(String name) {
        return name.toLowerCase(Locale.ROOT).replace("-", "").replace("_", "");
    }

    static String letters(String name) {
        return relaxed(name).replace(".", "");
    }
}
