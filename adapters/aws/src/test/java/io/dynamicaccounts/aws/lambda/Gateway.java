package io.dynamicaccounts.aws.lambda;

import io.dynamicaccounts.http.Headers;
import io.dynamicaccounts.http.contract.Exchange;
import io.dynamicaccounts.http.contract.Reply;
import io.dynamicaccounts.http.contract.Request;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Stands in for an HTTP API in front of the two functions: routes, converts, and has the limits of the real one. */
final class Gateway implements Exchange {

    private static final JsonMapper JSON = new JsonMapper();

    private static final Pattern PROTOCOL = Pattern.compile("/armory/agents/[^/]+/(poll|definitions|reports)");
    private static final Pattern GOODBYE = Pattern.compile("/armory/agents/[^/]+");

    /** What a gateway lets in. */
    private static final int MOST_OF_A_BODY = 10 * 1024 * 1024;

    /** What Lambda takes and gives. */
    private static final int MOST_OF_A_PAYLOAD = 6 * 1024 * 1024 + 100;

    static final Duration TIMEOUT = Duration.ofSeconds(29);

    private final LambdaProcess operators;
    private final LambdaProcess agents;
    private final GatewayEvents events;
    private final Runnable closing;

    Gateway(LambdaProcess operators, LambdaProcess agents, GatewayEvents events, Runnable closing) {
        this.operators = operators;
        this.agents = agents;
        this.events = events;
        this.closing = closing;
    }

    @Override
    public Reply send(Request request) {
        byte[] event = events.event(request);
        if (request.body().length > MOST_OF_A_BODY || event.length > MOST_OF_A_PAYLOAD) {
            return new Reply(
                    413, Headers.NONE, "{\"message\":\"Request Entity Too Large\"}".getBytes(StandardCharsets.UTF_8));
        }
        return switch (functionFor(request).invoke(event, TIMEOUT)) {
            case RuntimeApi.Outcome.Answered(byte[] payload) -> reply(payload);
            case RuntimeApi.Outcome.Failed(String error) ->
                throw new AssertionError(request.method() + " " + request.target() + " ended the function: " + error);
        };
    }

    private LambdaProcess functionFor(Request request) {
        boolean protocol = PROTOCOL.matcher(request.path()).matches()
                || (request.method().equals("DELETE")
                        && GOODBYE.matcher(request.path()).matches());
        return protocol ? agents : operators;
    }

    /** The reply that a gateway makes of what a function gave. */
    static Reply reply(byte[] payload) {
        if (payload.length > MOST_OF_A_PAYLOAD) {
            throw new AssertionError("Lambda would let no more than 6 MB through, and this is " + payload.length);
        }
        JsonNode response = JSON.readTree(payload);
        Map<String, List<String>> headers = new HashMap<>();
        response.path("headers")
                .properties()
                .forEach(header ->
                        headers.put(header.getKey(), List.of(header.getValue().asString())));
        String body = response.path("body").asString("");
        return new Reply(
                response.path("statusCode").asInt(),
                Headers.of(headers),
                response.path("isBase64Encoded").asBoolean()
                        ? Base64.getDecoder().decode(body)
                        : body.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
        operators.close();
        agents.close();
        closing.run();
    }
}
