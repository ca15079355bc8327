package io.dynamicaccounts.oidc;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;

/**
 * An identity provider, and what its tokens must be like.
 *
 * @param issuer the claim {@code iss} of its tokens, letter by letter, which is a {@link ProviderUrl}
 * @param keys where its keys are; empty where its discovery document says so
 * @param audiences of which a token must name one
 * @param algorithms of signatures, by their names in a JWT; none but asymmetric ones
 * @param leeway how far its clock may differ from the one here
 * @param refresh how long keys are kept before they are read again
 * @param outage how long keys are kept while they cannot be read again, counted from when they were read
 * @param timeout asked at each reading: how long it may take in all
 * @param tls the authorities that its certificate is checked by, asked for at each reading; empty for those of the
 *     Java runtime
 */
public record Provider(
        String issuer,
        Optional<URI> keys,
        Set<String> audiences,
        Set<String> algorithms,
        Duration leeway,
        Duration refresh,
        Duration outage,
        Supplier<Duration> timeout,
        Optional<Supplier<SSLContext>> tls,
        ClaimNames claims) {

    /** The algorithms that tokens can be checked by. {@code none} and those of shared secrets are not among them. */
    public static final Set<String> ALGORITHMS =
            Set.of("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512");

    public Provider {
        audiences = Set.copyOf(audiences);
        algorithms = Set.copyOf(algorithms);
        if (algorithms.isEmpty() || !ALGORITHMS.containsAll(algorithms)) {
            throw new IllegalArgumentException("algorithms must be of " + ALGORITHMS);
        }
        if (audiences.isEmpty()) {
            throw new IllegalArgumentException("without an audience, tokens for anybody else would be accepted");
        }
    }

    /** Returns the address of the discovery document. */
    URI discovery() {
        String base = issuer.endsWith("/") ? issuer.substring(0, issuer.length() - 1) : issuer;
        return URI.create(base + "/.well-known/openid-configuration");
    }
}
