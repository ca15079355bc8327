package io.dynamicaccounts.configuration;

import com.google.re2j.Pattern;
import io.dynamicaccounts.functions.Interceptor;
import io.dynamicaccounts.functions.ScanSettings;
import io.dynamicaccounts.functions.Settings;
import io.dynamicaccounts.functions.definition.AllowedReferences;
import io.dynamicaccounts.functions.lifecycle.Timing;
import io.dynamicaccounts.http.auth.RateLimit;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The checked configuration of this process or function.
 *
 * @param enabled whether the feature is on
 * @param settings the settings of the functions
 * @param namePatterns the names of the accounts that the automatic scan takes
 * @param scanFrequency how often the automatic scan reads the credential source
 * @param scanBatchSize how many accounts one scan takes at most
 * @param interceptor whether writing a credential also migrates and activates it
 * @param references the references to secrets that are resolved
 * @param sources where accounts are migrated from
 */
public record Configuration(
        boolean enabled,
        Settings settings,
        List<Pattern> namePatterns,
        Duration scanFrequency,
        int scanBatchSize,
        Interceptor interceptor,
        Auth auth,
        AllowedReferences references,
        SourceSettings sources) {

    /** How callers authenticate. */
    public sealed interface Auth {

        /** Callers do not authenticate: only for an entry that no other machine can reach, or that has no callers. */
        record None() implements Auth {}

        /**
         * Callers authenticate by a bearer token.
         *
         * @param where the file that lists the tokens; for a function in a cloud, the secret
         * @param limit how often each token may call
         */
        record Tokens(String where, RateLimit limit) implements Auth {}

        /**
         * Callers authenticate by a token that an identity provider has issued, or by one that is listed.
         *
         * @param tokens where the listed tokens are; empty where there are none
         * @param limit how often each subject, and each listed token, may call
         */
        record Oidc(OidcSettings provider, Optional<String> tokens, RateLimit limit) implements Auth {}

        /** Returns where the listed tokens are; empty where there are none. */
        default Optional<String> listed() {
            return switch (this) {
                case None none -> Optional.empty();
                case Tokens tokens -> Optional.of(tokens.where());
                case Oidc oidc -> oidc.tokens();
            };
        }
    }

    /**
     * Reads the layers of a process, from the lowest to the highest.
     *
     * @param file the file of configuration: properties by its name, else YAML
     * @param environment variables by name
     * @param assignments {@code KEY=VALUE} each
     * @throws Misconfigured with every problem there is
     */
    public static Configuration read(Optional<Path> file, Map<String, String> environment, List<String> assignments) {
        return read(Layers.of(Place.PROCESS, file, environment, assignments), Place.PROCESS);
    }

    /**
     * Reads the configuration of a function in a cloud from its environment. Such a function always requires tokens;
     * without a secret that lists tokens, and without an identity provider, {@link #auth} is {@link Auth.None}, which is only for functions without
     * callers.
     *
     * @param environment variables by name
     * @throws Misconfigured with every problem there is
     */
    public static Configuration ofFunction(Map<String, String> environment) {
        return read(Layers.of(Place.FUNCTION, Optional.empty(), environment, List.of()), Place.FUNCTION);
    }

    /** Returns what the automatic migration takes: names that a pattern matches as a whole. */
    public ScanSettings scan() {
        return new ScanSettings(
                name -> namePatterns.stream().anyMatch(pattern -> pattern.matches(name.value())), scanBatchSize);
    }

    private static Configuration read(Layers layers, Place place) {
        var problems = new ArrayList<>(layers.problems());
        checkHeartbeat(layers, problems);
        switch (place) {
            case PROCESS -> checkAuthOfProcess(layers, problems);
            case FUNCTION -> checkAuthOfFunction(layers, problems);
        }
        OidcSettings.check(layers, place, problems);
        checkElsewhere(layers, place, problems);
        SourceSettings sources = SourceSettings.of(layers, place, problems);
        if (!problems.isEmpty()) {
            throw new Misconfigured(problems);
        }
        return new Configuration(
                truth(layers, SettingKey.ENABLED),
                settings(layers),
                patterns(layers),
                seconds(layers, SettingKey.SCAN_FREQUENCY_SECONDS),
                number(layers, SettingKey.SCAN_BATCH_SIZE),
                truth(layers, SettingKey.INTERCEPTOR_ENABLED) ? Interceptor.ON : Interceptor.OFF,
                auth(layers, place),
                (AllowedReferences) layers.get(SettingKey.REFERENCES_ALLOWED).value(),
                sources);
    }

    private static Settings settings(Layers layers) {
        return new Settings(
                new Timing(
                        number(layers, SettingKey.MAX_RETRIES),
                        seconds(layers, SettingKey.RETRY_FREQUENCY_SECONDS),
                        seconds(layers, SettingKey.ACTIVATION_TIMEOUT_SECONDS),
                        seconds(layers, SettingKey.POLL_SECONDS),
                        seconds(layers, SettingKey.RECOVERY_SECONDS)),
                seconds(layers, SettingKey.HEARTBEAT_TIMEOUT_SECONDS),
                seconds(layers, SettingKey.SWEEP_SECONDS),
                number(layers, SettingKey.POLLS_PER_SECOND),
                Duration.ofDays(number(layers, SettingKey.HISTORY_DAYS)),
                truth(layers, SettingKey.CACHING_EXCLUSIONS) ? Settings.Exclusions.ON : Settings.Exclusions.OFF);
    }

    private static void checkHeartbeat(Layers layers, List<String> problems) {
        int polls = 3 * number(layers, SettingKey.POLL_SECONDS);
        if (number(layers, SettingKey.HEARTBEAT_TIMEOUT_SECONDS) < polls) {
            problems.add(SettingKey.HEARTBEAT_TIMEOUT_SECONDS.canonical() + " must be at least " + polls
                    + ", three times poll-seconds (from "
                    + layers.get(SettingKey.POLL_SECONDS).origin().words() + "), not "
                    + described(layers, SettingKey.HEARTBEAT_TIMEOUT_SECONDS));
        }
    }

    private static void checkAuthOfProcess(Layers layers, List<String> problems) {
        boolean tokens = text(layers, SettingKey.AUTH_MODE).equals("tokens");
        boolean file = !text(layers, SettingKey.AUTH_TOKEN_FILE).isEmpty();
        if (tokens && !file) {
            problems.add(SettingKey.AUTH_TOKEN_FILE.canonical() + " must name the file of tokens when "
                    + SettingKey.AUTH_MODE.canonical() + " is " + described(layers, SettingKey.AUTH_MODE));
        }
        if (text(layers, SettingKey.AUTH_MODE).equals("none") && file) {
            // An operator who names a file of tokens expects that callers must have one.
            problems.add(SettingKey.AUTH_MODE.canonical() + " must be tokens or oidc for "
                    + SettingKey.AUTH_TOKEN_FILE.canonical() + " to mean anything, not "
                    + described(layers, SettingKey.AUTH_MODE));
        }
    }

    private static void checkAuthOfFunction(Layers layers, List<String> problems) {
        if (text(layers, SettingKey.AUTH_MODE).equals("none")) {
            problems.add(SettingKey.AUTH_MODE.canonical() + " must be tokens or oidc where everybody can call, not "
                    + described(layers, SettingKey.AUTH_MODE));
        }
    }

    private static void checkElsewhere(Layers layers, Place place, List<String> problems) {
        SettingKey elsewhere = place.tokensElsewhere();
        if (!text(layers, elsewhere).isEmpty()) {
            problems.add(elsewhere.canonical() + " means nothing here: the tokens are where "
                    + place.tokens().canonical() + " says");
        }
    }

    private static String described(Layers layers, SettingKey key) {
        return "'" + layers.get(key).text() + "' (from "
                + layers.get(key).origin().words() + ")";
    }

    private static Auth auth(Layers layers, Place place) {
        Optional<String> where = Optional.of(text(layers, place.tokens())).filter(text -> !text.isEmpty());
        var limit = new RateLimit(
                number(layers, SettingKey.AUTH_REQUESTS_PER_SECOND), number(layers, SettingKey.AUTH_BURST));
        return switch (text(layers, SettingKey.AUTH_MODE)) {
            case "tokens" -> where.<Auth>map(it -> new Auth.Tokens(it, limit)).orElseGet(Auth.None::new);
            case "oidc" -> new Auth.Oidc(OidcSettings.of(layers), where, limit);
            default -> new Auth.None();
        };
    }

    private static boolean truth(Layers layers, SettingKey key) {
        return (Boolean) layers.get(key).value();
    }

    private static int number(Layers layers, SettingKey key) {
        return Math.toIntExact((Long) layers.get(key).value());
    }

    private static Duration seconds(Layers layers, SettingKey key) {
        return Duration.ofSeconds(number(layers, key));
    }

    private static String text(Layers layers, SettingKey key) {
        return (String) layers.get(key).value();
    }

    private static List<Pattern> patterns(Layers layers) {
        return ((List<?>) layers.get(SettingKey.NAME_PATTERNS).value())
                .stream().map(Pattern.class::cast).toList();
    }
}
