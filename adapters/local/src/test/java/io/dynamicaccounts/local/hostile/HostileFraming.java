package io.dynamicaccounts.local.hostile;

import static io.dynamicaccounts.local.hostile.HostilePaths.one;

import java.util.List;
import java.util.Random;

/** What is no HTTP, or ends where it should not. */
final class HostileFraming {

    private static final String HOST = "Host: localhost\r\n";
    private static final String BODY = "[{\"name\":\"attack-1\",\"state\":\"ACTIVE\"}]";
    private static final String CHUNK = Integer.toHexString(BODY.length()) + "\r\n" + BODY + "\r\n";

    private static final List<String> TARGETS =
            List.of("/health", "/armory/accounts", "/armory/accounts/attack-1", "/nowhere", "/metrics");

    /** What stands in the place of {@code TARGET HTTP/1.1}, or of the whole line. */
    private static final List<String> LINES = List.of(
            "",
            "GET",
            "GET TARGET",
            "GET TARGET HTTP/1.0",
            "GET TARGET HTTP/0.9",
            "GET TARGET HTTP/2.0",
            "GET TARGET HTTP/9",
            "GET TARGET FTP/1.1",
            "GET  TARGET  HTTP/1.1",
            "GET\tTARGET\tHTTP/1.1",
            "GET TARGET HTTP/1.1 more",
            "GET http://evil.exampleTARGET HTTP/1.1",
            "GET http://localhostTARGET HTTP/1.1",
            "GET //evil.exampleTARGET HTTP/1.1",
            "GET file:///etc/passwd HTTP/1.1",
            "GET http: HTTP/1.1",
            "CONNECT evil.example:443 HTTP/1.1",
            "OPTIONS * HTTP/1.1",
            "GET TARGET%zz HTTP/1.1",
            "GET TARGET|{}<> HTTP/1.1",
            "GET nowhere HTTP/1.1",
            "PRI * HTTP/2.0",
            "\u0000\u0001\u0002",
            "\u0016\u0003\u0001\u0000\u00a5\u0001",
            "GET /" + "a".repeat(40_000) + " HTTP/1.1",
            "G".repeat(40_000),
            " GET TARGET HTTP/1.1",
            "\r\n\r\nGET TARGET HTTP/1.1",
            "GET TARGET\u0000 HTTP/1.1");

    private static final List<String> HEADERS = List.of(
            "X-Large: " + "a".repeat(40_000),
            "X-Many: a\r\n".repeat(4_000),
            "X-A: a\u0000b",
            "X\u0000A: b",
            "X A : b",
            "nonsense",
            ": x",
            "X-A: a\r\n folded",
            " folded: first",
            "X-A: a\rX-Evil: b",
            "X-Request-Id: a\r\n\tb",
            "X-Request-Id: a\nX-Evil: b",
            "Authorization: Bearer\r\n " + TokenHolder.UNKNOWN.token(),
            HOST + "Host: evil.example",
            "X-\u00ff: \u00fe",
            "Authorization : Bearer " + TokenHolder.UNKNOWN.token());

    /** How the body is said to be framed. */
    private static final List<String> FRAMES = List.of(
            "Content-Length: 36\r\nContent-Length: 36",
            "Content-Length: 36\r\nContent-Length: 5",
            "Content-Length: +36",
            "Content-Length: -36",
            "Content-Length: -0",
            "Content-Length: 0x24",
            "Content-Length:",
            "Content-Length: 36, 36",
            "Content-Length: 99999999999999999999999",
            "Content-Length: 9223372036854775807",
            "Content-Length: 4294967332",
            "Content-Length: 5",
            "Content-Length: 1000",
            "Content-Length: 36\r\nTransfer-Encoding: chunked",
            "Transfer-Encoding: gzip",
            "Transfer-Encoding: gzip, chunked",
            "Transfer-Encoding: chunked, identity",
            "Transfer-Encoding: xchunked",
            "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked",
            "Transfer-Encoding : chunked",
            "Transfer-Encoding:\u000bchunked");

    /** What comes where a body in chunks should come. */
    private static final List<String> CHUNKS = List.of(
            CHUNK + "0\r\n\r\n",
            "zz\r\n" + BODY,
            "-5\r\n" + BODY,
            "7fffffff\r\n" + BODY,
            "7fffffffffffffff\r\n" + BODY,
            "+5\r\n" + BODY,
            "0x5\r\n" + BODY,
            "5\r\n" + BODY + "0\r\n\r\n",
            "ff\r\n" + BODY,
            CHUNK,
            "24\n" + BODY + "\n0\n\n",
            "24;" + "a".repeat(5_000) + "\r\n" + BODY + "\r\n0\r\n\r\n",
            CHUNK + "0\r\nAuthorization: evil\r\n\r\n",
            CHUNK + "00000000000000000000000000\r\n\r\n",
            "1\r\n[\r\n".repeat(500) + "0\r\n\r\n",
            "");

    private final Random random;
    private final TokenHolder from;

    HostileFraming(Random random, TokenHolder from) {
        this.random = random;
        this.from = from;
    }

    HostileRequest draw() {
        String target = one(random, TARGETS);
        String get = "GET " + target + " HTTP/1.1\r\n" + HOST;
        String authorization = HostileRequest.authorization(from);
        String write = "PATCH /armory/accounts HTTP/1.1\r\n" + HOST + authorization + HostileBodies.JSON;
        return switch (random.nextInt(6)) {
            case 0 ->
                broken(
                        "a request line",
                        one(random, LINES).replace("TARGET", target) + "\r\n" + HOST + authorization + "\r\n");
            case 1 -> broken("a header", get + authorization + one(random, HEADERS) + "\r\n\r\n");
            case 2 -> broken("a frame", write + one(random, FRAMES) + "\r\n\r\n" + BODY);
            case 3 -> broken("chunks", write + "Transfer-Encoding: chunked\r\n\r\n" + one(random, CHUNKS));
            case 4 ->
                broken(
                        "pipelined requests",
                        (get + authorization + "\r\n").repeat(1 + random.nextInt(5)) + write + "Content-Length: "
                                + BODY.length() + "\r\n\r\n" + BODY + get + "\r\n");
            default -> {
                String whole = write + "Content-Length: " + BODY.length() + "\r\n\r\n" + BODY;
                yield broken("a request cut off", whole.substring(0, random.nextInt(whole.length())));
            }
        };
    }

    private HostileRequest broken(String what, String text) {
        return HostileRequest.broken(what, from, text);
    }
}
