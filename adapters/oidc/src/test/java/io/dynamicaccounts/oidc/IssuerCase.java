package io.dynamicaccounts.oidc;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTClaimsSet;
import io.dynamicaccounts.functions.CapturedLog;
import io.dynamicaccounts.http.auth.Authentication.Identified;
import io.dynamicaccounts.http.auth.Principal;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A stand-in issuer, a clock that a test moves, and what was logged. */
abstract class IssuerCase {

    static final Instant NOON = Instant.parse("2027-03-01T12:00:00Z");
    static final Duration LEEWAY = Duration.ofSeconds(60);
    static final Duration REFRESH = Duration.ofMinutes(5);
    static final Duration OUTAGE = Duration.ofHours(4);
    static final ClaimNames NAMES = new ClaimNames("scope", "zone", "static_accounts", "roles");

    @RegisterExtension
    final CapturedLog log = CapturedLog.ofAll();

    final StandInIssuer issuer = new StandInIssuer();
    volatile Instant now = NOON;

    @AfterEach
    void closeIssuer() {
        issuer.close();
    }

    final Provider provider() {
        return provider(NAMES, Set.of("RS256", "ES256"), Duration.ofSeconds(5));
    }

    final Provider provider(ClaimNames names, Set<String> algorithms, Duration timeout) {
        return new Provider(
                issuer.issuer(),
                Optional.empty(),
                Set.of(StandInIssuer.AUDIENCE, "another-audience"),
                algorithms,
                LEEWAY,
                REFRESH,
                OUTAGE,
                () -> timeout,
                Optional.empty(),
                names);
    }

    final IssuedTokens tokens(Provider provider) {
        return new IssuedTokens(provider, () -> now);
    }

    final void pass(Duration time) {
        now = now.plus(time);
    }

    final JWTClaimsSet.Builder claims() {
        return issuer.claims("ada", now);
    }

    final String token() {
        return issuer.token(claims());
    }

    static Principal known(Identified identified) {
        return assertThat(identified)
                .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.type(Identified.Known.class))
                .actual()
                .principal();
    }

    static void refused(Identified identified) {
        assertThat(identified).isInstanceOf(Identified.Invalid.class);
    }

    static void unknowable(Identified identified) {
        assertThat(identified).isInstanceOf(Identified.Unknowable.class);
    }

    final String logged() {
        return String.join("\n", log.events().stream().map(Object::toString).toList());
    }
}
