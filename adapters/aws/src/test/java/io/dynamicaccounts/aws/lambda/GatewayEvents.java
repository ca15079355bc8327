package io.dynamicaccounts.aws.lambda;

import io.dynamicaccounts.http.contract.Request;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import tools.jackson.databind.json.JsonMapper;

/**
 * Turns requests into events of payload format 2.0, as an HTTP API does.
 *
 * @param claims of the token that the gateway has checked; none where it checks nothing
 */
record GatewayEvents(String stage, Map<String, String> claims) {

    GatewayEvents(String stage) {
        this(stage, Map.of());
    }

    static final String NO_STAGE = "$default";

    private static final JsonMapper JSON = new JsonMapper();

    /** What a gateway passes on as text; everything else goes as Base64. */
    private static final Pattern TEXT =
            Pattern.compile("(text/.*|application/(json|javascript|xml)|application/[^;]*\\+json).*");

    byte[] event(Request request) {
        var headers = headers(request);
        List<String> cookies = Optional.ofNullable(headers.remove("cookie"))
                .map(cookie -> List.of(cookie.split("; ")))
                .orElse(List.of());
        String path = stage.equals(NO_STAGE) ? request.path() : "/" + stage + request.path();
        var event = new LinkedHashMap<String, Object>();
        event.put("version", "2.0");
        event.put("routeKey", "$default");
        event.put("rawPath", path);
        event.put("rawQueryString", request.query());
        if (!cookies.isEmpty()) {
            event.put("cookies", cookies);
        }
        event.put("headers", headers);
        var context = new LinkedHashMap<String, Object>(Map.of(
                "accountId", "123456789012",
                "apiId", "abcdefghij",
                "domainName", "abcdefghij.execute-api.eu-central-1.amazonaws.com",
                "domainPrefix", "abcdefghij",
                "http",
                        Map.of(
                                "method", request.method(),
                                "path", path,
                                "protocol", "HTTP/1.1",
                                "sourceIp", "192.0.2.17",
                                "userAgent", "suite"),
                "requestId", UUID.randomUUID().toString().substring(0, 15) + "=",
                "routeKey", "$default",
                "stage", stage,
                "time", "26/Nov/2026:18:00:00 +0000",
                "timeEpoch", 1795716000000L));
        if (!claims.isEmpty()) {
            context.put("authorizer", Map.of("jwt", Map.of("claims", claims)));
        }
        event.put("requestContext", context);
        boolean base64 = request.body().length > 0 && !isText(headers.getOrDefault("content-type", ""), request.body());
        if (request.body().length > 0) {
            event.put(
                    "body",
                    base64
                            ? Base64.getEncoder().encodeToString(request.body())
                            : new String(request.body(), StandardCharsets.UTF_8));
        }
        event.put("isBase64Encoded", base64);
        return JSON.writeValueAsBytes(event);
    }

    /** Lower case, several values of one name joined. */
    private static Map<String, String> headers(Request request) {
        var values = new LinkedHashMap<String, List<String>>();
        values.put("host", List.of("abcdefghij.execute-api.eu-central-1.amazonaws.com"));
        values.put("x-amzn-trace-id", List.of("Root=1-5e1b4151-43a0913a12345678901234567"));
        values.put("x-forwarded-for", List.of("192.0.2.17"));
        values.put("x-forwarded-port", List.of("443"));
        values.put("x-forwarded-proto", List.of("https"));
        request.headers()
                .forEach(header -> values.computeIfAbsent(
                                header.getKey().toLowerCase(Locale.ROOT), name -> new ArrayList<>())
                        .add(header.getValue().strip()));
        var headers = new LinkedHashMap<String, String>();
        values.forEach((name, several) -> headers.put(name, String.join(",", several)));
        return headers;
    }

    private static boolean isText(String contentType, byte[] body) {
        if (!TEXT.matcher(contentType.toLowerCase(Locale.ROOT)).matches()) {
            return false;
        }
        for (byte each : body) {
            // What a gateway does about these is not documented; as text each would take six bytes.
            if (each >= 0 && each < ' ' && each != '\t' && each != '\n' && each != '\r') {
                return false;
            }
        }
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }
}
