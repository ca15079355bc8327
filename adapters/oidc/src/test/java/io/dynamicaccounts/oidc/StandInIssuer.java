package io.dynamicaccounts.oidc;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A stand-in for an identity provider: real keys, real signatures, its discovery document and its keys on loopback. It
 * can be told to replace its keys, and to answer in other ways.
 */
public final class StandInIssuer implements AutoCloseable {

    /** The audience that its tokens name. */
    public static final String AUDIENCE = "dynamic-accounts";

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicInteger readings = new AtomicInteger();
    private final AtomicInteger generation = new AtomicInteger();
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile RSAKey rsa;
    private volatile ECKey ec;
    private volatile Behaviour behaviour = this::publish;

    /** Answers one request. */
    public interface Behaviour {
        void answer(HttpExchange exchange) throws IOException;
    }

    /** Starts one with new keys. */
    public StandInIssuer() {
        rsa = newRsa();
        ec = newEc();
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            try (exchange) {
                if (exchange.getRequestURI().getPath().equals("/keys")) {
                    readings.incrementAndGet();
                }
                behaviour.answer(exchange);
            }
        });
        server.start();
    }

    /** Returns the issuer, as its tokens name it. */
    public String issuer() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Returns the address of its keys. */
    public URI keys() {
        return URI.create(issuer() + "/keys");
    }

    /** Returns how often its keys were asked for. */
    public int readings() {
        return readings.get();
    }

    /** Replaces its keys by new ones, which have other names. */
    public void rotate() {
        generation.incrementAndGet();
        rsa = newRsa();
        ec = newEc();
    }

    /** Answers every request in another way from now on. */
    public void behave(Behaviour other) {
        behaviour = other;
    }

    /** Publishes its keys again from now on. */
    public void behaveWell() {
        behaviour = this::publish;
    }

    /** Answers with a status. */
    public static Behaviour status(int status) {
        return exchange -> send(exchange, status, "{}");
    }

    /** Redirects to another address. */
    public static Behaviour redirect(URI to) {
        return exchange -> {
            exchange.getResponseHeaders().set("Location", to.toString());
            exchange.sendResponseHeaders(302, -1);
        };
    }

    /** Answers 200 with a text at the path, and behaves well elsewhere. */
    public Behaviour text(String path, String text) {
        return exchange -> {
            if (exchange.getRequestURI().getPath().equals(path)) {
                send(exchange, 200, text);
            } else {
                publish(exchange);
            }
        };
    }

    /** Never answers. */
    public Behaviour silence() {
        return exchange -> await(Duration.ofMinutes(5));
    }

    /** Answers a byte at a time, without end. */
    public Behaviour drip() {
        return exchange -> {
            exchange.sendResponseHeaders(200, 0);
            try (OutputStream body = exchange.getResponseBody()) {
                while (!await(Duration.ofMillis(50))) {
                    body.write(' ');
                    body.flush();
                }
            }
        };
    }

    /** Answers more than anybody should read. */
    public static Behaviour flood() {
        return exchange -> {
            exchange.sendResponseHeaders(200, 0);
            try (OutputStream body = exchange.getResponseBody()) {
                for (int i = 0; i < 1_000; i++) {
                    body.write(" ".repeat(64 * 1024).getBytes(StandardCharsets.UTF_8));
                }
            }
        };
    }

    /** Returns claims of a token that is valid for an hour from an instant on; a test changes what it is about. */
    public JWTClaimsSet.Builder claims(String subject, Instant now) {
        return new JWTClaimsSet.Builder()
                .issuer(issuer())
                .audience(AUDIENCE)
                .subject(subject)
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(Duration.ofHours(1))));
    }

    /** Returns a token with these claims, signed by its RSA key. */
    public String token(JWTClaimsSet.Builder claims) {
        return signed(JWSAlgorithm.RS256, claims);
    }

    /** Returns a token that is valid now, of a subject with scopes and roles. */
    public String token(String subject, String scope, String... roles) {
        return token(claims(subject, Instant.now()).claim("scope", scope).claim("roles", List.of(roles)));
    }

    /** Returns a token with these claims, signed by the key of an algorithm. */
    public String signed(JWSAlgorithm algorithm, JWTClaimsSet.Builder claims) {
        JWK key = JWSAlgorithm.Family.EC.contains(algorithm) ? ec : rsa;
        return signed(new JWSHeader.Builder(algorithm).keyID(key.getKeyID()).build(), key, claims);
    }

    /** Returns a token with this header and these claims, signed by a key. */
    public static String signed(JWSHeader header, JWK key, JWTClaimsSet.Builder claims) {
        var token = new SignedJWT(header, claims.build());
        try {
            token.sign(key instanceof ECKey curve ? new ECDSASigner(curve) : new RSASSASigner(key.toRSAKey()));
        } catch (JOSEException e) {
            throw new AssertionError(e);
        }
        return token.serialize();
    }

    /** Returns the present RSA key. */
    public RSAKey rsa() {
        return rsa;
    }

    /** Returns the present key of the curve P-256. */
    public ECKey ec() {
        return ec;
    }

    /** Returns another RSA key, which nobody publishes. */
    public RSAKey newRsa() {
        try {
            return new RSAKeyGenerator(2048)
                    .keyUse(KeyUse.SIGNATURE)
                    .keyID("rsa-" + generation.get())
                    .generate();
        } catch (JOSEException e) {
            throw new AssertionError(e);
        }
    }

    private ECKey newEc() {
        try {
            return new ECKeyGenerator(Curve.P_256)
                    .keyUse(KeyUse.SIGNATURE)
                    .algorithm(JWSAlgorithm.ES256)
                    .keyID("ec-" + generation.get())
                    .generate();
        } catch (JOSEException e) {
            throw new AssertionError(e);
        }
    }

    private void publish(HttpExchange exchange) throws IOException {
        switch (exchange.getRequestURI().getPath()) {
            case "/.well-known/openid-configuration" ->
                send(exchange, 200, "{\"issuer\": \"" + issuer() + "\", \"jwks_uri\": \"" + keys() + "\"}");
            case "/keys" -> send(exchange, 200, new JWKSet(List.of(rsa, ec)).toString(true));
            default -> send(exchange, 404, "{}");
        }
    }

    private static void send(HttpExchange exchange, int status, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().putAll(Map.of("Content-Type", List.of("application/json")));
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private boolean await(Duration time) {
        try {
            return closed.await(time.toMillis(), java.util.concurrent.TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
