package io.dynamicaccounts.http.contract;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.dynamicaccounts.http.json.JsonBytes;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** A caller with a token or without. Every exchange is compared with the published document. */
public final class Caller {

    private final Exchange exchange;
    private final Conformance conformance;
    private final Optional<String> token;

    Caller(Exchange exchange, Conformance conformance, Optional<String> token) {
        this.exchange = exchange;
        this.conformance = conformance;
        this.token = token;
    }

    public Reply get(String target) {
        return send(Request.of("GET", target));
    }

    public Reply delete(String target) {
        return send(Request.of("DELETE", target));
    }

    public Reply delete(String target, Object json) {
        return json("DELETE", target, json);
    }

    public Reply post(String target, Object json) {
        return json("POST", target, json);
    }

    public Reply post(String target) {
        return send(Request.of("POST", target));
    }

    public Reply put(String target, Object json) {
        return json("PUT", target, json);
    }

    public Reply patch(String target, Object json) {
        return json("PATCH", target, json);
    }

    public Reply json(String method, String target, Object json) {
        return raw(method, target, JsonBytes.text(json));
    }

    /** Sends a body that is announced as JSON, whatever it holds. */
    public Reply raw(String method, String target, String body) {
        return send(Request.of(method, target).body("application/json", body.getBytes(StandardCharsets.UTF_8)));
    }

    /** Sends with this caller's token, unless the request has its own. */
    public Reply send(Request request) {
        boolean own =
                request.headers().stream().anyMatch(header -> header.getKey().equals("Authorization"));
        Request sent = own || token.isEmpty() ? request : request.header("Authorization", "Bearer " + token.get());
        assumeTrue(exchange.carries(sent));
        Reply reply = exchange.send(sent);
        conformance.check(sent, reply);
        return reply;
    }
}
