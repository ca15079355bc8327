package io.dynamicaccounts.entry;

import io.dynamicaccounts.configuration.Misconfigured;
import io.dynamicaccounts.configuration.OidcSettings;
import io.dynamicaccounts.configuration.SettingKey;
import io.dynamicaccounts.oidc.ClaimNames;
import io.dynamicaccounts.oidc.Provider;
import io.dynamicaccounts.oidc.ProviderUrl;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;

/** Translates the configuration into an identity provider. */
final class ConfiguredProvider {

    private ConfiguredProvider() {}

    /**
     * Returns the provider.
     *
     * @param remaining the longest time to read its keys in, beside the configured one
     * @throws Misconfigured when a URL or an algorithm cannot be used; the message has no URL
     * @throws PemIdentity.Unusable when the certificates cannot be used
     */
    static Provider of(OidcSettings settings, Supplier<Duration> remaining) {
        var problems = new ArrayList<String>();
        Optional<URI> issuer = url(SettingKey.OIDC_ISSUER, settings.issuer(), problems);
        Optional<URI> keys = settings.jwksUrl().flatMap(text -> url(SettingKey.OIDC_JWKS_URL, text, problems));
        if (issuer.map(URI::getRawQuery).isPresent()) {
            problems.add(SettingKey.OIDC_ISSUER.canonical() + " must not have a ?");
        }
        settings.algorithms().stream()
                .filter(name -> !Provider.ALGORITHMS.contains(name))
                .sorted()
                .forEach(name -> problems.add(SettingKey.OIDC_ALGORITHMS.canonical() + " must be of "
                        + String.join(
                                ", ", Provider.ALGORITHMS.stream().sorted().toList()) + ", and '" + name
                        + "' is not"));
        if (!problems.isEmpty()) {
            throw new Misconfigured(problems);
        }
        Optional<Supplier<SSLContext>> tls = settings.authorities().map(file -> () -> PemIdentity.trusting(file));
        tls.ifPresent(checked -> {
            SSLContext _ = checked.get();
        });
        return new Provider(
                settings.issuer(),
                keys,
                settings.audiences(),
                settings.algorithms(),
                settings.leeway(),
                settings.refresh(),
                settings.outage(),
                () -> shorter(settings.fetch(), remaining.get()),
                tls,
                new ClaimNames(
                        settings.claims().scope(),
                        settings.claims().zone(),
                        settings.claims().staticAccounts(),
                        settings.claims().roles()));
    }

    private static Optional<URI> url(SettingKey key, String text, List<String> problems) {
        try {
            return Optional.of(ProviderUrl.of(text));
        } catch (IllegalArgumentException e) {
            problems.add(key.canonical() + " " + e.getMessage());
            return Optional.empty();
        }
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
