package io.dynamicaccounts.oidc;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** How long keys are kept, and how they are read. */
class KeptKeysTest extends IssuerCase {

    private final IssuedTokens tokens = tokens(provider());

    private String ofUnknownKey(int number) {
        return StandInIssuer.signed(
                new JWSHeader.Builder(JWSAlgorithm.RS256)
                        .keyID("unknown-" + number)
                        .build(),
                issuer.rsa(),
                claims());
    }

    @Test
    void keys_are_read_with_the_first_token_and_kept_for_a_while() {
        assertThat(issuer.readings()).isZero();

        IntStream.range(0, 10).forEach(i -> known(tokens.check(token())));
        assertThat(issuer.readings()).isOne();

        pass(REFRESH.plusSeconds(1));
        known(tokens.check(token()));
        assertThat(issuer.readings()).isEqualTo(2);
    }

    @Test
    void many_first_tokens_at_once_read_the_keys_once() throws Exception {
        String token = token();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var checks = threads.invokeAll(IntStream.range(0, 50)
                    .<Callable<Object>>mapToObj(i -> () -> known(tokens.check(token)))
                    .toList());
            for (var check : checks) {
                check.get();
            }
        }
        assertThat(issuer.readings()).isOne();
    }

    @Test
    void new_keys_are_found_with_the_first_token_that_names_one_and_the_old_ones_end() {
        String old = token();
        known(tokens.check(old));

        issuer.rotate();

        known(tokens.check(token()));
        refused(tokens.check(old));
        assertThat(issuer.readings()).isLessThanOrEqualTo(3);
    }

    @Test
    void unknown_keys_are_asked_for_at_a_bounded_rate_and_disturb_nobody() {
        known(tokens.check(token()));

        for (int minute = 0; minute < 10; minute++) {
            IntStream.range(0, 100).forEach(i -> refused(tokens.check(ofUnknownKey(i))));
            known(tokens.check(token()));
            pass(Duration.ofMinutes(1));
        }
        assertThat(issuer.readings()).isBetween(10, 2 + 10 * 2);

        // The rate is used up when the keys have to be read again.
        pass(REFRESH.minusSeconds(1));
        IntStream.range(0, 100).forEach(i -> refused(tokens.check(ofUnknownKey(i))));
        pass(Duration.ofSeconds(2));
        known(tokens.check(token()));
        assertThat(tokens.trouble()).isEmpty();
    }

    @Test
    void keys_are_kept_through_an_outage_up_to_a_bound() {
        known(tokens.check(token()));
        issuer.behave(StandInIssuer.status(503));

        pass(REFRESH.plusSeconds(1));
        known(tokens.check(token()));
        assertThat(tokens.trouble())
                .hasValueSatisfying(text -> assertThat(text)
                        .contains(
                                "since 2027-03-01T12:05:01Z",
                                "read at 2027-03-01T12:00:00Z",
                                "until 2027-03-01T16:00:00Z")
                        .doesNotContain(issuer.issuer()));

        pass(OUTAGE.minus(REFRESH).minusSeconds(2));
        known(tokens.check(token()));
        refused(tokens.check(ofUnknownKey(1)));

        pass(REFRESH.plusSeconds(2));
        unknowable(tokens.check(token()));
        assertThat(logged()).contains("answered 503");

        issuer.behaveWell();
        pass(KeptKeys.INTERVAL);
        known(tokens.check(token()));
        assertThat(tokens.trouble()).isEmpty();
        assertThat(logged()).contains("can be read again");
    }

    @Test
    void while_there_are_no_keys_yet_nobody_is_refused_for_good_and_the_provider_is_not_asked_too_often() {
        issuer.behave(StandInIssuer.status(500));

        IntStream.range(0, 50).forEach(i -> unknowable(tokens.check(token())));
        assertThat(issuer.readings()).isLessThanOrEqualTo(2);
        assertThat(tokens.trouble()).hasValueSatisfying(text -> assertThat(text).contains("there are none yet"));

        issuer.behaveWell();
        pass(KeptKeys.INTERVAL);
        known(tokens.check(token()));
    }

    @Test
    void keys_may_be_prepared_before_the_first_token() {
        tokens.prepare();
        assertThat(issuer.readings()).isOne();
        known(tokens.check(token()));
        assertThat(issuer.readings()).isOne();

        issuer.behave(StandInIssuer.status(404));
        tokens(provider()).prepare();
        assertThat(logged()).contains("answered 404");
    }

    @Test
    void an_address_of_the_keys_saves_the_discovery() {
        Provider found = provider();
        issuer.behave(exchange -> {
            assertThat(exchange.getRequestURI().getPath()).isEqualTo("/keys");
            issuer.behaveWell();
            exchange.sendResponseHeaders(500, -1);
        });
        var direct = new Provider(
                found.issuer(),
                Optional.of(issuer.keys()),
                found.audiences(),
                found.algorithms(),
                LEEWAY,
                REFRESH,
                OUTAGE,
                found.timeout(),
                Optional.empty(),
                NAMES);

        unknowable(tokens(direct).check(token()));
        issuer.behave(issuer.text("/.well-known/openid-configuration", "no JSON"));
        known(tokens(direct).check(token()));
    }

    /** An answer of the provider, and what the log says of it. */
    record Bad(String name, Behave behave, String logged) {
        interface Behave {
            StandInIssuer.Behaviour of(StandInIssuer issuer);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Bad> bad() {
        String discovery = "/.well-known/openid-configuration";
        return Stream.of(
                new Bad("silence", StandInIssuer::silence, "did not answer within 300 ms"),
                new Bad("drip", StandInIssuer::drip, "did not answer within 300 ms"),
                new Bad("flood", issuer -> StandInIssuer.flood(), "more than"),
                new Bad(
                        "redirect",
                        issuer -> StandInIssuer.redirect(issuer.keys()),
                        "answered 302, a redirect, which is not followed"),
                new Bad("no JSON", issuer -> issuer.text(discovery, "canary"), "is no JSON object"),
                new Bad(
                        "another issuer",
                        issuer -> issuer.text(discovery, "{\"issuer\": \"https://canary\", \"jwks_uri\": \"x\"}"),
                        "is of another issuer"),
                new Bad(
                        "no address",
                        issuer -> issuer.text(discovery, "{\"issuer\": \"" + issuer.issuer() + "\"}"),
                        "has no jwks_uri"),
                new Bad(
                        "a metadata service",
                        issuer -> issuer.text(
                                discovery,
                                "{\"issuer\": \"" + issuer.issuer()
                                        + "\", \"jwks_uri\": \"http://169.254.169.254/canary\"}"),
                        "must not be an address at which a machine reads its own credentials"),
                new Bad("no keys", issuer -> issuer.text("/keys", "{\"keys\": []}"), "has no key"),
                new Bad(
                        "a shared secret",
                        issuer -> issuer.text(
                                "/keys", "{\"keys\": [{\"kty\": \"oct\", \"k\": \"Y2FuYXJ5Y2FuYXJ5Y2FuYXJ5\"}]}"),
                        "has no key"),
                new Bad("no list of keys", issuer -> issuer.text("/keys", "{\"canary\": 1}"), "is no list of keys"));
    }

    @ParameterizedTest
    @MethodSource("bad")
    void a_provider_that_answers_badly_is_given_up_in_time_and_the_log_says_why(Bad bad) {
        issuer.behave(bad.behave().of(issuer));
        IssuedTokens hurried = tokens(provider(NAMES, Set.of("RS256"), Duration.ofMillis(300)));
        String token = token();

        long begun = System.nanoTime();
        unknowable(hurried.check(token));

        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(5));
        assertThat(logged()).contains(bad.logged()).doesNotContain("canary").doesNotContain(token.split("\\."));
    }

    @Test
    void a_provider_that_is_gone_is_told() {
        URI gone = issuer.keys();
        issuer.close();

        unknowable(tokens.check(token()));

        assertThat(logged()).contains(gone.getAuthority(), "ConnectException");
        assertThat(List.of(tokens.trouble())).doesNotContain(Optional.empty());
    }
}
