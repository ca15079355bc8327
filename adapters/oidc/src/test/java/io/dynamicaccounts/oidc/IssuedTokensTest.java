package io.dynamicaccounts.oidc;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which JWTs are accepted. */
class IssuedTokensTest extends IssuerCase {

    private final IssuedTokens tokens = tokens(provider());

    private Date in(Duration time) {
        return Date.from(now.plus(time));
    }

    @Test
    void a_token_of_the_issuer_for_the_audience_is_its_subjects() {
        assertThat(known(tokens.check(token())).actor()).isEqualTo("ada");
        assertThat(known(tokens.check(issuer.signed(JWSAlgorithm.ES256, claims())))
                        .actor())
                .isEqualTo("ada");
        assertThat(known(tokens.check(issuer.token(claims().audience(List.of("x", "another-audience")))))
                        .actor())
                .isEqualTo("ada");
    }

    @Test
    void a_token_for_another_audience_is_refused() {
        refused(tokens.check(issuer.token(claims().audience("another-product"))));
        refused(tokens.check(issuer.token(claims().audience(List.of()))));
        refused(tokens.check(issuer.token(claims().audience("x").claim("client_id", StandInIssuer.AUDIENCE))));
    }

    @Test
    void a_token_without_an_audience_is_for_its_client() {
        JWTClaimsSet.Builder cognito = claims().audience((String) null);

        known(tokens.check(issuer.token(cognito.claim("client_id", StandInIssuer.AUDIENCE))));
        refused(tokens.check(issuer.token(cognito.claim("client_id", "other"))));
    }

    @Test
    void a_token_of_another_issuer_is_refused() {
        refused(tokens.check(issuer.token(claims().issuer("https://id.example.org"))));
        refused(tokens.check(issuer.token(claims().issuer(issuer.issuer() + "/"))));
        refused(tokens.check(issuer.token(claims().issuer(null))));
    }

    @Test
    void a_token_is_valid_from_its_time_to_its_expiry_give_or_take_the_leeway() {
        Duration second = Duration.ofSeconds(1);

        known(tokens.check(
                issuer.token(claims().expirationTime(in(LEEWAY.negated().plus(second))))));
        refused(tokens.check(
                issuer.token(claims().expirationTime(in(LEEWAY.negated().minus(second))))));
        known(tokens.check(issuer.token(claims().notBeforeTime(in(LEEWAY.minus(second))))));
        refused(tokens.check(issuer.token(claims().notBeforeTime(in(LEEWAY.plus(second))))));
    }

    @Test
    void a_token_that_never_expires_or_has_no_subject_is_refused() {
        refused(tokens.check(issuer.token(claims().expirationTime(null))));
        refused(tokens.check(issuer.token(claims().subject(null))));
        refused(tokens.check(issuer.token(claims().subject(" "))));
    }

    @Test
    void a_token_without_a_signature_is_refused() {
        refused(tokens.check(new PlainJWT(claims().build()).serialize()));
        String[] parts = token().split("\\.", -1);
        refused(tokens.check(parts[0] + "." + parts[1] + "."));
    }

    @Test
    void a_public_key_is_no_shared_secret() throws JOSEException {
        for (byte[] secret : List.of(
                issuer.rsa().toRSAPublicKey().getEncoded(),
                issuer.rsa().toPublicJWK().toJSONString().getBytes(StandardCharsets.UTF_8))) {
            var forged = new SignedJWT(
                    new JWSHeader.Builder(JWSAlgorithm.HS256)
                            .keyID(issuer.rsa().getKeyID())
                            .build(),
                    claims().build());
            forged.sign(new MACSigner(secret));
            refused(tokens.check(forged.serialize()));
        }
    }

    @Test
    void a_key_checks_no_other_algorithm_than_its_own_and_the_accepted_ones() {
        String ec = issuer.ec().getKeyID();

        refused(tokens.check(StandInIssuer.signed(
                new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(ec).build(), issuer.rsa(), claims())));
        refused(tokens.check(issuer.signed(JWSAlgorithm.PS256, claims())));
        refused(tokens.check(issuer.signed(JWSAlgorithm.RS512, claims())));
        known(tokens(provider(NAMES, Set.of("PS256"), Duration.ofSeconds(5)))
                .check(issuer.signed(JWSAlgorithm.PS256, claims())));
    }

    @Test
    void a_key_that_comes_with_a_token_is_not_used() {
        var own = issuer.newRsa();

        refused(tokens.check(StandInIssuer.signed(
                new JWSHeader.Builder(JWSAlgorithm.RS256)
                        .keyID(own.getKeyID())
                        .jwk(own.toPublicJWK())
                        .jwkURL(issuer.keys())
                        .build(),
                own,
                claims())));
    }

    @Test
    void a_token_whose_claims_were_changed_is_refused() {
        String[] signed = token().split("\\.");
        String[] other = issuer.token(issuer.claims("eve", now)).split("\\.");

        refused(tokens.check(signed[0] + "." + other[1] + "." + signed[2]));
    }

    @Test
    void a_header_that_must_be_understood_and_is_not_refuses_the_token() {
        refused(tokens.check(StandInIssuer.signed(
                new JWSHeader.Builder(JWSAlgorithm.RS256)
                        .keyID(issuer.rsa().getKeyID())
                        .criticalParams(Set.of("exp"))
                        .customParam("exp", 1)
                        .build(),
                issuer.rsa(),
                claims())));
    }

    @Test
    void an_access_token_may_say_that_it_is_one_and_no_other_kind_of_jwt_is_accepted() {
        JWSHeader.Builder header =
                new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(issuer.rsa().getKeyID());

        known(tokens.check(
                StandInIssuer.signed(header.type(new JOSEObjectType("at+jwt")).build(), issuer.rsa(), claims())));
        refused(tokens.check(StandInIssuer.signed(
                header.type(new JOSEObjectType("logout+jwt")).build(), issuer.rsa(), claims())));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "a.b.c", "..", "eyJhbGciOiJSUzI1NiJ9..", "e30.e30.e30", "a.b.c.d.e"})
    void what_is_no_jwt_is_refused(String text) {
        refused(tokens.check(text));
    }

    @Test
    void deep_and_long_tokens_are_refused() {
        String header = java.util.Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString("[".repeat(11_000).getBytes(StandardCharsets.UTF_8));
        refused(tokens.check(header + ".e30.e30"));
        refused(tokens.check(issuer.token(claims().claim("x", "y".repeat(IssuedTokens.LONGEST)))));
    }

    @Test
    void claims_say_what_the_caller_may_do_under_the_configured_names() {
        IssuedTokens named = tokens(provider(
                new ClaimNames("scp", "https://example.org/zone", "realm.static", "realm_access.roles"),
                Set.of("RS256"),
                Duration.ofSeconds(5)));

        var caller = known(named.check(issuer.token(claims().claim("scp", List.of("agent", "accounts:read"))
                .claim("https://example.org/zone", "eu")
                .claim("realm", Map.of("static", "edge-.*"))
                .claim("realm_access", Map.of("roles", List.of("Ops"))))));

        assertThat(caller)
                .isEqualTo(known(tokens.check(issuer.token(claims().claim("scope", "agent openid accounts:read")
                        .claim("zone", "eu")
                        .claim("static_accounts", List.of("edge-.*"))
                        .claim("roles", List.of("ops"))))));
    }

    @Test
    void each_subject_has_a_rate_of_its_own() {
        assertThat(known(tokens.check(token())).allowance())
                .isPresent()
                .isNotEqualTo(known(tokens.check(issuer.token(issuer.claims("eve", now))))
                        .allowance());
    }

    @Test
    void nothing_of_a_token_is_logged() {
        String valid = token();
        tokens.check(valid);
        String wrong = issuer.token(claims().audience("other"));
        tokens.check(wrong);

        assertThat(logged()).doesNotContain(valid.split("\\.")).doesNotContain(wrong.split("\\."));
    }
}
