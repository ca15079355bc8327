package io.dynamicaccounts.oidc;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.AsymmetricJWK;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.JWKSetCacheRefreshEvaluator;
import com.nimbusds.jose.jwk.source.JWKSetRetrievalException;
import com.nimbusds.jose.jwk.source.JWKSetSource;
import com.nimbusds.jose.jwk.source.JWKSetUnavailableException;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.JSONObjectUtils;
import java.io.IOException;
import java.net.URI;
import java.text.ParseException;
import java.util.List;
import java.util.Map;

/**
 * Reads the keys that an identity provider publishes, each time by way of its discovery document where no address of
 * the keys is configured. Keys that anybody could sign with are left out.
 */
final class PublishedKeys implements JWKSetSource<SecurityContext> {

    private final Provider provider;

    PublishedKeys(Provider provider) {
        this.provider = provider;
    }

    @Override
    public JWKSet getJWKSet(JWKSetCacheRefreshEvaluator evaluator, long currentTime, SecurityContext context)
            throws JWKSetUnavailableException {
        try (var download = new Download(provider.timeout().get(), provider.tls())) {
            URI address = provider.keys().isPresent() ? provider.keys().get() : discovered(download);
            return usable(download.text(address), address);
        } catch (IOException e) {
            throw new JWKSetRetrievalException(String.valueOf(e.getMessage()), e);
        } catch (RuntimeException e) {
            // By its type alone: the message may have what was answered.
            throw new JWKSetRetrievalException(
                    "the answer or the certificates are unusable ("
                            + e.getClass().getSimpleName() + ")",
                    e);
        }
    }

    private URI discovered(Download download) throws IOException {
        URI address = provider.discovery();
        Map<String, Object> document;
        try {
            document = JSONObjectUtils.parse(download.text(address));
        } catch (ParseException e) {
            throw new IOException(address + " is no JSON object", e);
        }
        if (!provider.issuer().equals(document.get("issuer"))) {
            throw new IOException(
                    address + " is of another issuer: the configured one must be its issuer, letter by letter");
        }
        if (!(document.get("jwks_uri") instanceof String keys)) {
            throw new IOException(address + " has no jwks_uri");
        }
        try {
            return ProviderUrl.of(keys);
        } catch (IllegalArgumentException e) {
            throw new IOException("the jwks_uri of " + address + " " + e.getMessage(), e);
        }
    }

    private static JWKSet usable(String text, URI address) throws IOException {
        List<JWK> keys;
        try {
            keys = JWKSet.parse(text).getKeys().stream()
                    .filter(PublishedKeys::isAsymmetric)
                    .map(JWK::toPublicJWK)
                    .toList();
        } catch (ParseException e) {
            throw new IOException(address + " is no list of keys (JWKS)", e);
        }
        if (keys.isEmpty()) {
            throw new IOException(address + " has no key that a signature could be checked by");
        }
        return new JWKSet(keys);
    }

    private static boolean isAsymmetric(JWK key) {
        try {
            return key instanceof AsymmetricJWK asymmetric && asymmetric.toPublicKey() != null;
        } catch (JOSEException e) {
            return false;
        }
    }

    @Override
    public void close() {}
}
