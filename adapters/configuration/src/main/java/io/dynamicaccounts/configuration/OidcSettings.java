package io.dynamicaccounts.configuration;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * An identity provider whose tokens callers send, and what its tokens must be like.
 *
 * @param issuer as it is configured, and not checked yet: it may hold a password, and is not to be shown before
 * @param audiences of which a token must name one
 * @param jwksUrl where its keys are, not checked yet either; empty where its discovery document says so
 * @param algorithms of signatures
 * @param authorities the file of the certificates that the provider's must be signed by; empty for the usual ones
 * @param leeway how far the provider's clock may differ
 * @param refresh how long keys are kept before they are read again
 * @param outage how long keys are kept while they cannot be read again
 * @param fetch how long reading the keys may take
 */
public record OidcSettings(
        String issuer,
        Set<String> audiences,
        Optional<String> jwksUrl,
        Set<String> algorithms,
        Optional<Path> authorities,
        Duration leeway,
        Duration refresh,
        Duration outage,
        Duration fetch,
        ClaimNames claims) {

    /** The names of the claims that say what a caller may do. */
    public record ClaimNames(String scope, String zone, String staticAccounts, String roles) {}

    static OidcSettings of(Layers layers) {
        return new OidcSettings(
                layers.get(SettingKey.OIDC_ISSUER).text(),
                names(layers, SettingKey.OIDC_AUDIENCE),
                text(layers, SettingKey.OIDC_JWKS_URL),
                names(layers, SettingKey.OIDC_ALGORITHMS),
                text(layers, SettingKey.OIDC_CA_FILE).map(Path::of),
                seconds(layers, SettingKey.OIDC_LEEWAY_SECONDS),
                seconds(layers, SettingKey.OIDC_REFRESH_SECONDS),
                seconds(layers, SettingKey.OIDC_OUTAGE_SECONDS),
                seconds(layers, SettingKey.OIDC_FETCH_SECONDS),
                new ClaimNames(
                        layers.get(SettingKey.OIDC_SCOPE_CLAIM).text(),
                        layers.get(SettingKey.OIDC_ZONE_CLAIM).text(),
                        layers.get(SettingKey.OIDC_STATIC_ACCOUNTS_CLAIM).text(),
                        layers.get(SettingKey.OIDC_ROLES_CLAIM).text()));
    }

    /** Adds what is missing in mode {@code oidc}, and in another mode what is given for nothing. */
    static void check(Layers layers, Place place, List<String> problems) {
        String mode = SettingKey.AUTH_MODE.canonical();
        if (layers.get(SettingKey.AUTH_MODE).text().equals("oidc")) {
            if (text(layers, SettingKey.OIDC_ISSUER).isEmpty()) {
                problems.add(SettingKey.OIDC_ISSUER.canonical() + " must be the identity provider's issuer when " + mode
                        + " is oidc");
            }
            if (names(layers, SettingKey.OIDC_AUDIENCE).isEmpty()) {
                problems.add(SettingKey.OIDC_AUDIENCE.canonical() + " must be the audience of the tokens when " + mode
                        + " is oidc: without it, tokens for anybody else would be accepted");
            }
            if (names(layers, SettingKey.OIDC_ALGORITHMS).isEmpty()) {
                problems.add(SettingKey.OIDC_ALGORITHMS.canonical() + " must name one algorithm at least");
            }
        } else {
            SettingKey.OIDC.stream()
                    .filter(key -> !layers.get(key).text().equals(place.byDefault(key)))
                    .forEach(key -> problems.add(key.canonical() + " means nothing unless " + mode + " is oidc"));
        }
    }

    private static Optional<String> text(Layers layers, SettingKey key) {
        return Optional.of(layers.get(key).text()).filter(text -> !text.isEmpty());
    }

    private static Set<String> names(Layers layers, SettingKey key) {
        return ((List<?>) layers.get(key).value())
                .stream().map(String.class::cast).collect(java.util.stream.Collectors.toUnmodifiableSet());
    }

    private static Duration seconds(Layers layers, SettingKey key) {
        return Duration.ofSeconds((Long) layers.get(key).value());
    }

    /** Returns the audiences, and no URL. */
    @Override
    public String toString() {
        return "OidcSettings[audiences=" + audiences + "]";
    }
}
