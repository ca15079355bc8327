package io.dynamicaccounts.configuration;

import io.dynamicaccounts.functions.SettingRange;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The keys of the configuration, with the default and the range of each key. */
public enum SettingKey {
    // spotless:off
    ENABLED("enabled", ValueKind.TRUTH, "true", Legacy.KUBESVC),
    MAX_RETRIES(SettingRange.MAX_RETRIES, "3", Legacy.KUBESVC),
    RETRY_FREQUENCY_SECONDS(SettingRange.RETRY_FREQUENCY_SECONDS, "5", Legacy.KUBESVC),
    RECOVERY_SECONDS(SettingRange.RECOVERY_SECONDS, "900", Legacy.NONE),
    NAME_PATTERNS("name-patterns", ValueKind.PATTERNS, "", Legacy.KUBESVC),
    SCAN_FREQUENCY_SECONDS("scan-frequency-seconds", new ValueKind.Whole(5, 86_400), "120", Legacy.KUBESVC),
    SCAN_BATCH_SIZE("scan-batch-size", new ValueKind.Whole(1, 10_000), "500", Legacy.KUBESVC),
    INTERCEPTOR_ENABLED("interceptor.enabled", ValueKind.TRUTH, "false", Legacy.NONE),
    POLL_SECONDS(SettingRange.POLL_SECONDS, "10", Legacy.NONE),
    POLLS_PER_SECOND(SettingRange.POLLS_PER_SECOND, "500", Legacy.NONE),
    HEARTBEAT_TIMEOUT_SECONDS("heartbeat-timeout-seconds", new ValueKind.Whole(3, 86_400), "60", Legacy.NONE),
    SWEEP_SECONDS(SettingRange.SWEEP_SECONDS, "15", Legacy.NONE),
    ACTIVATION_TIMEOUT_SECONDS(SettingRange.ACTIVATION_TIMEOUT_SECONDS, "300", Legacy.NONE),
    CACHING_EXCLUSIONS("caching-exclusions", ValueKind.TRUTH, "true", Legacy.NONE),
    HISTORY_DAYS(SettingRange.HISTORY_DAYS, "30", Legacy.NONE),
    AUTH_MODE("auth.mode", new ValueKind.Choice(List.of("none", "tokens", "oidc")), "none", Legacy.NONE),
    AUTH_TOKEN_FILE("auth.token-file", ValueKind.FILE, "", Legacy.NONE),
    AUTH_TOKEN_SECRET("auth.token-secret", ValueKind.SECRET, "", Legacy.NONE),
    AUTH_REQUESTS_PER_SECOND("auth.requests-per-second", new ValueKind.Whole(1, 1_000_000), "500", Legacy.NONE),
    AUTH_BURST("auth.burst", new ValueKind.Whole(1, 1_000_000), "2000", Legacy.NONE),
    REFERENCES_ALLOWED("references.allowed", ValueKind.REFERENCES, "", Legacy.NONE),
    OIDC_ISSUER("auth.oidc.issuer", new ValueKind.Text("a URL"), "", Legacy.NONE),
    OIDC_AUDIENCE("auth.oidc.audience", new ValueKind.Names("audiences, separated by commas"), "", Legacy.NONE),
    OIDC_JWKS_URL("auth.oidc.jwks-url", new ValueKind.Text("a URL"), "", Legacy.NONE),
    OIDC_ALGORITHMS("auth.oidc.algorithms", new ValueKind.Names("algorithms of signatures, separated by commas"), "RS256,RS384,RS512,PS256,PS384,PS512,ES256,ES384,ES512", Legacy.NONE),
    OIDC_CA_FILE("auth.oidc.ca-file", ValueKind.FILE, "", Legacy.NONE),
    OIDC_LEEWAY_SECONDS("auth.oidc.leeway-seconds", new ValueKind.Whole(0, 300), "60", Legacy.NONE),
    OIDC_REFRESH_SECONDS("auth.oidc.refresh-seconds", new ValueKind.Whole(30, 86_400), "300", Legacy.NONE),
    OIDC_OUTAGE_SECONDS("auth.oidc.outage-seconds", new ValueKind.Whole(0, 604_800), "14400", Legacy.NONE),
    OIDC_FETCH_SECONDS("auth.oidc.fetch-seconds", new ValueKind.Whole(1, 30), "5", Legacy.NONE),
    OIDC_SCOPE_CLAIM("auth.oidc.scope-claim", new ValueKind.Text("a claim"), "scope", Legacy.NONE),
    OIDC_ZONE_CLAIM("auth.oidc.zone-claim", new ValueKind.Text("a claim"), "zone", Legacy.NONE),
    OIDC_STATIC_ACCOUNTS_CLAIM("auth.oidc.static-accounts-claim", new ValueKind.Text("a claim"), "static_accounts", Legacy.NONE),
    OIDC_ROLES_CLAIM("auth.oidc.roles-claim", new ValueKind.Text("a claim"), "roles", Legacy.NONE),
    SOURCES_ORDER("sources.order", new ValueKind.Choice(List.of("files,clouddriver", "clouddriver,files")), "files,clouddriver", Legacy.NONE),
    SOURCES_FILES("sources.files", new ValueKind.Names("files and s3://BUCKET/KEY, separated by commas"), "", Legacy.NONE),
    SOURCES_PLACEHOLDERS("sources.placeholders", new ValueKind.Names("names of environment variables, separated by commas"), "", Legacy.NONE),
    S3_REGION("sources.s3.region", new ValueKind.Text("a region"), "", Legacy.NONE),
    S3_ENDPOINT("sources.s3.endpoint", new ValueKind.Text("a URL"), "", Legacy.NONE),
    S3_REQUEST_SECONDS("sources.s3.request-seconds", new ValueKind.Whole(1, 300), "30", Legacy.NONE),
    S3_REFRESH_SECONDS("sources.s3.refresh-seconds", new ValueKind.Whole(1, 3_600), "60", Legacy.NONE),
    CLOUDDRIVER_URL("sources.clouddriver.url", new ValueKind.Text("a URL"), "", Legacy.NONE),
    CLOUDDRIVER_PLAIN_HTTP("sources.clouddriver.plain-http", ValueKind.TRUTH, "false", Legacy.NONE),
    CLOUDDRIVER_USER("sources.clouddriver.user", new ValueKind.Text("a user"), "", Legacy.NONE),
    CLOUDDRIVER_TOKEN_FILE("sources.clouddriver.token-file", ValueKind.FILE, "", Legacy.NONE),
    CLOUDDRIVER_CERTIFICATE_FILE("sources.clouddriver.certificate-file", ValueKind.FILE, "", Legacy.NONE),
    CLOUDDRIVER_KEY_FILE("sources.clouddriver.key-file", ValueKind.FILE, "", Legacy.NONE),
    CLOUDDRIVER_CA_FILE("sources.clouddriver.ca-file", ValueKind.FILE, "", Legacy.NONE),
    CLOUDDRIVER_CONNECT_SECONDS("sources.clouddriver.connect-seconds", new ValueKind.Whole(1, 60), "5", Legacy.NONE),
    CLOUDDRIVER_REQUEST_SECONDS("sources.clouddriver.request-seconds", new ValueKind.Whole(1, 300), "30", Legacy.NONE),
    CLOUDDRIVER_READING_SECONDS("sources.clouddriver.reading-seconds", new ValueKind.Whole(1, 600), "60", Legacy.NONE),
    CLOUDDRIVER_REFRESH_SECONDS("sources.clouddriver.refresh-seconds", new ValueKind.Whole(1, 3_600), "60", Legacy.NONE);
    // spotless:on

    /** The prefix of all keys. */
    public static final String PREFIX = "dynamic-accounts.";

    /** The keys of the sources of accounts. */
    static final List<SettingKey> SOURCES = Arrays.stream(values())
            .filter(key -> key.local.startsWith("sources."))
            .toList();

    /** The keys of an identity provider. */
    static final List<SettingKey> OIDC = Arrays.stream(values())
            .filter(key -> key.local.startsWith("auth.oidc."))
            .toList();

    /** The prefix of the keys that the documented plugin has too. */
    static final String KUBESVC_PREFIX = "kubesvc.dynamicAccounts.";

    /** Whether a key may also be written with the plugin's prefix. */
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

    /** Creates the key of a number whose range the functions define. */
    SettingKey(SettingRange range, String byDefault, Legacy legacy) {
        this(range.key(), new ValueKind.Whole(range.least(), range.most()), byDefault, legacy);
    }

    /** Returns the key as in the documentation: {@code dynamic-accounts.poll-seconds}. */
    public String canonical() {
        return PREFIX + local;
    }

    /** Returns whether the key is about a running Clouddriver. */
    boolean isOfClouddriver() {
        return local.startsWith("sources.clouddriver.");
    }

    /** Returns whether the key is about files that are objects of S3. */
    boolean isOfS3() {
        return local.startsWith("sources.s3.");
    }

    ValueKind kind() {
        return kind;
    }

    String byDefault() {
        return byDefault;
    }

    /** Returns the range and the default for people: {@code 1 to 300, default 10}. */
    public String words() {
        return kind.words() + (byDefault.isEmpty() ? "" : ", default " + byDefault);
    }

    /** Returns the name of the environment variable: {@code DYNAMIC_ACCOUNTS_POLL_SECONDS}. */
    public String variable() {
        return canonical().toUpperCase(Locale.ROOT).replace('-', '_').replace('.', '_');
    }

    /** Returns the key of this name in a file or a {@code --set}, apart from dashes, underscores and case. */
    static Optional<SettingKey> written(String name) {
        String relaxed = relaxed(name);
        return Arrays.stream(values())
                .filter(key -> relaxed(key.canonical()).equals(relaxed)
                        || (key.legacy == Legacy.KUBESVC
                                && relaxed(KUBESVC_PREFIX + key.local).equals(relaxed)))
                .findFirst();
    }

    /** Returns the key of an environment variable, in which a dot is an underscore or left out. */
    static Optional<SettingKey> variable(String name) {
        String letters = letters(name);
        return Arrays.stream(values())
                .filter(key -> letters(key.canonical()).equals(letters)
                        || (key.legacy == Legacy.KUBESVC
                                && letters(KUBESVC_PREFIX + key.local).equals(letters)))
                .findFirst();
    }

    /** Returns Spring's uniform form of a name: lower case, without dashes and underscores, with dots. */
    static String relaxed(String name) {
        return name.toLowerCase(Locale.ROOT).replace("-", "").replace("_", "");
    }

    static String letters(String name) {
        return relaxed(name).replace(".", "");
    }
}
