package io.dynamicaccounts.http.contract;

import io.dynamicaccounts.functions.Interceptor;
import io.dynamicaccounts.http.ApiSettings.Feature;
import io.dynamicaccounts.http.auth.RateLimit;
import io.dynamicaccounts.http.json.JsonBytes;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The configuration of a deployment. Everything else is at its documented default, but for the sweep, which must not
 * run by itself.
 *
 * @param feature {@code dynamic-accounts.enabled}
 * @param tokens the content of the token file; empty for mode {@code none}
 * @param rateLimit of each token
 * @param credentials the content of the credential source: definitions by name, as plain JSON
 * @param interceptor {@code dynamic-accounts.interceptor.enabled}
 */
public record Deployment(
        Feature feature,
        Optional<String> tokens,
        RateLimit rateLimit,
        Map<String, Map<String, Object>> credentials,
        Interceptor interceptor) {

    /** {@code dynamic-accounts.name-patterns}; the automatic migration runs when it is asked to, and never by itself. */
    public static final String NAME_PATTERN = "scanned-.*";

    /** More than the suite can request: the speed of a machine must not decide whether a test passes. */
    private static final RateLimit NONE_TO_SPEAK_OF = new RateLimit(1_000_000, 1_000_000);

    public static final Deployment PLAIN = new Deployment(
            Feature.ON, Optional.of(Tokens.file()), NONE_TO_SPEAK_OF, Credentials.all(), Interceptor.OFF);

    /** Returns the content of a Clouddriver configuration file with the credentials: JSON is YAML. */
    public String clouddriverConfiguration() {
        return JsonBytes.text(Map.of("kubernetes", Map.of("accounts", List.copyOf(credentials.values()))));
    }

    public Deployment turnedOff() {
        return new Deployment(Feature.OFF, tokens, rateLimit, credentials, interceptor);
    }

    public Deployment withoutTokens() {
        return new Deployment(feature, Optional.empty(), rateLimit, credentials, interceptor);
    }

    public Deployment with(RateLimit limit) {
        return new Deployment(feature, tokens, limit, credentials, interceptor);
    }

    public Deployment intercepting() {
        return new Deployment(feature, tokens, rateLimit, credentials, Interceptor.ON);
    }
}
