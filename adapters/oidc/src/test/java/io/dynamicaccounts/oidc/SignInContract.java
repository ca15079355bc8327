package io.dynamicaccounts.oidc;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import io.dynamicaccounts.http.contract.Exchange;
import io.dynamicaccounts.http.contract.Reply;
import io.dynamicaccounts.http.contract.Request;
import io.dynamicaccounts.http.contract.Tokens;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * Sign-in as callers see it, against a stand-in issuer. An entry runs all of it by extending this class; it starts
 * with {@link Tokens#file()} beside the issuer.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class SignInContract {

    private static final String ALL = "accounts:read accounts:write credentials:read credentials:write";

    private final StandInIssuer issuer = new StandInIssuer();
    private final List<String> sent = new ArrayList<>();
    private @Nullable Exchange started;

    /** Starts a deployment with these settings, by their keys without prefix. */
    protected abstract Exchange start(Map<String, String> settings);

    /** Returns all that the deployments have printed. */
    protected abstract String printed();

    /** Returns the issuer. */
    protected final StandInIssuer issuer() {
        return issuer;
    }

    /** Returns the settings that let callers sign in. */
    protected static Map<String, String> settings(StandInIssuer issuer) {
        var settings = new LinkedHashMap<String, String>();
        settings.put("auth.mode", "oidc");
        settings.put("auth.oidc.issuer", issuer.issuer());
        settings.put("auth.oidc.audience", StandInIssuer.AUDIENCE);
        return settings;
    }

    @BeforeAll
    void startOne() {
        started = start(settings(issuer));
    }

    @AfterAll
    void end() {
        if (started != null) {
            started.close();
        }
        issuer.close();
        assertThat(sent).isNotEmpty();
        String printed = printed();
        for (String token : sent) {
            assertThat(printed).doesNotContain(token.split("\\."));
        }
    }

    private Reply send(Exchange to, Request request, String token) {
        sent.add(token);
        Reply reply = to.send(request.header("Authorization", "Bearer " + token));
        assertThat(reply.toString()).doesNotContain(token.split("\\."));
        return reply;
    }

    private Reply get(String path, String token) {
        return send(exchange(), Request.of("GET", path), token);
    }

    private Reply json(String method, String path, String body, String token) {
        return send(
                exchange(),
                Request.of(method, path).body("application/json", body.getBytes(StandardCharsets.UTF_8)),
                token);
    }

    private Exchange exchange() {
        if (started == null) {
            throw new IllegalStateException("nothing was started");
        }
        return started;
    }

    private JWTClaimsSet.Builder claims() {
        return issuer.claims("ada", Instant.now()).claim("scope", ALL);
    }

    @Test
    void the_history_names_the_subject() {
        String token = issuer.token("ada", ALL);

        assertThat(json("POST", "/armory/accounts/dynamic", """
                        [{"name": "signed-in", "kubeconfigFile": "/k"}]""", token).status())
                .isEqualTo(202);

        assertThat(get("/armory/accounts/signed-in/history", token).objects())
                .extracting(entry -> entry.get("actor"))
                .containsExactly("ada");
    }

    @Test
    void a_token_that_is_not_right_is_401_and_is_called_invalid() {
        Date past = Date.from(Instant.now().minus(Duration.ofHours(1)));
        for (String wrong : List.of(
                issuer.token(claims().audience("another-product")),
                issuer.token(claims().issuer("https://id.example.org")),
                issuer.token(claims().expirationTime(past)),
                new PlainJWT(claims().build()).serialize(),
                StandInIssuer.signed(
                        new JWSHeader.Builder(JWSAlgorithm.RS256)
                                .keyID(issuer.rsa().getKeyID())
                                .build(),
                        issuer.newRsa(),
                        claims()))) {
            Reply reply = get("/armory/accounts", wrong);
            assertThat(reply.status()).isEqualTo(401);
            assertThat(reply.problem()).isEqualTo("bad-token");
            assertThat(reply.header("WWW-Authenticate")).isEqualTo("Bearer error=\"invalid_token\"");
        }
    }

    @Test
    void a_token_without_the_scope_is_403() {
        Reply reply = get("/armory/accounts", issuer.token("ada", "credentials:read"));

        assertThat(reply.status()).isEqualTo(403);
        assertThat(reply.problem()).isEqualTo("missing-scope");
    }

    @Test
    void roles_decide_who_reads_and_writes_a_credential() {
        String team = issuer.token("ada", ALL, "Team-A");
        String others = issuer.token("eve", ALL, "readers");
        String stranger = issuer.token("eve", ALL);
        String body = """
                {"type": "kubernetes", "name": "of-team-a", "kubeconfigFile": "/k",
                 "permissions": {"READ": ["team-a", "Readers"], "WRITE": ["TEAM-A"]}}""";

        assertThat(json("POST", "/credentials", body, stranger).problem()).isEqualTo("locks-writer-out");
        assertThat(json("POST", "/credentials", body, team).status()).isEqualTo(200);
        assertThat(get("/credentials/of-team-a", others).status()).isEqualTo(200);
        assertThat(get("/credentials/of-team-a", stranger).status()).isEqualTo(404);
        assertThat(get("/credentials", stranger).list()).isEmpty();
        assertThat(json("PUT", "/credentials", body, others).problem()).isEqualTo("missing-permission");
        assertThat(send(exchange(), Request.of("DELETE", "/credentials/of-team-a"), others)
                        .status())
                .isEqualTo(403);
        assertThat(get("/credentials/of-team-a", Tokens.OPERATOR).status()).isEqualTo(200);
        assertThat(send(exchange(), Request.of("DELETE", "/credentials/of-team-a"), team)
                        .status())
                .isEqualTo(200);
    }

    @Test
    void an_agents_token_is_for_its_zone() {
        String token = issuer.token(issuer.claims("agents-of-eu", Instant.now())
                .claim("scope", "agent")
                .claim("zone", "eu"));
        String poll = """
                {"zoneId": "%s", "session": "s-1", "capacity": 1, "version": "1", "secretEngines": []}""";

        assertThat(json("POST", "/armory/agents/a-1/poll", poll.formatted("eu"), token)
                        .status())
                .isEqualTo(200);
        assertThat(json("POST", "/armory/agents/a-1/poll", poll.formatted("us"), token)
                        .status())
                .isEqualTo(403);
        assertThat(get("/armory/accounts", token).status()).isEqualTo(403);
    }

    @Test
    void listed_tokens_are_accepted_too() {
        assertThat(get("/armory/accounts", Tokens.READER).status()).isEqualTo(200);
        assertThat(get("/armory/accounts", "nobodys-token").status()).isEqualTo(401);
    }

    @Test
    void keys_are_replaced_while_callers_go_on_and_an_outage_disturbs_nobody() {
        String old = issuer.token("ada", ALL);
        assertThat(get("/armory/accounts", old).status()).isEqualTo(200);

        issuer.rotate();
        assertThat(get("/armory/accounts", issuer.token("ada", ALL)).status()).isEqualTo(200);
        assertThat(get("/armory/accounts", old).status()).isEqualTo(401);

        issuer.behave(StandInIssuer.status(503));
        assertThat(get("/armory/accounts", issuer.token("ada", ALL)).status()).isEqualTo(200);
        issuer.behaveWell();
    }

    @Test
    void a_provider_that_hangs_is_given_up_in_time_and_told_and_listed_tokens_are_accepted() {
        try (var silent = new StandInIssuer()) {
            silent.behave(silent.silence());
            var settings = settings(silent);
            settings.put("auth.oidc.fetch-seconds", "1");
            try (Exchange hung = start(settings)) {
                long begun = System.nanoTime();
                Reply reply = send(hung, Request.of("GET", "/armory/accounts"), silent.token("ada", ALL));

                assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(10));
                assertThat(reply.status()).isEqualTo(503);
                assertThat(reply.problem()).isEqualTo("issuer-unavailable");
                assertThat(reply.header("Retry-After")).isEqualTo("10");
                assertThat(send(hung, Request.of("GET", "/armory/accounts"), Tokens.READER)
                                .status())
                        .isEqualTo(200);
                assertThat(String.valueOf(
                                hung.send(Request.of("GET", "/ready")).object().get("tokens")))
                        .contains("the keys of the identity provider cannot be read");
            }
        }
        assertThat(printed()).contains("did not answer within 1000 ms");
    }
}
