package io.dynamicaccounts.aws.gateway;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent.RequestContext;
import io.dynamicaccounts.http.Headers;
import io.dynamicaccounts.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads an event as a request. */
public final class GatewayRequest {

    /** The stage of every function URL, and of an HTTP API whose paths do not contain the stage's name. */
    private static final String NO_STAGE = "$default";

    private GatewayRequest() {}

    /**
     * Returns the request that an event contains.
     *
     * @throws IllegalArgumentException when the event does not have payload format 2.0
     */
    public static HttpRequest of(APIGatewayV2HTTPEvent event) {
        RequestContext context = event.getRequestContext();
        if (context == null || context.getHttp() == null || event.getRawPath() == null) {
            throw new IllegalArgumentException(
                    "this is no request in payload format 2.0: set the integration's payload format version to 2.0");
        }
        return HttpRequest.of(
                // No path has a method without a name, which is answered as such.
                Objects.requireNonNullElse(context.getHttp().getMethod(), ""),
                path(event.getRawPath(), context.getStage()),
                event.getRawQueryString() == null ? "" : event.getRawQueryString(),
                headers(event),
                body(event));
    }

    /** Returns the path without the stage. A named stage is the first part of the path in the event. */
    private static String path(String raw, @Nullable String stage) {
        if (stage == null || stage.equals(NO_STAGE)) {
            return raw;
        }
        String prefix = "/" + stage;
        if (raw.equals(prefix)) {
            return "/";
        }
        return raw.startsWith(prefix + "/") ? raw.substring(prefix.length()) : raw;
    }

    /**
     * Returns the headers. Several values of one name arrive joined by commas, and cookies arrive apart from the
     * other headers.
     */
    private static Headers headers(APIGatewayV2HTTPEvent event) {
        var headers = new LinkedHashMap<String, List<String>>();
        Map<String, String> given = event.getHeaders();
        if (given != null) {
            given.forEach((name, value) -> headers.put(name, List.of(value)));
        }
        List<String> cookies = event.getCookies();
        if (cookies != null && !cookies.isEmpty()) {
            headers.put("Cookie", List.of(String.join("; ", cookies)));
        }
        return Headers.of(headers);
    }

    private static byte[] body(APIGatewayV2HTTPEvent event) {
        String body = event.getBody();
        if (body == null) {
            return new byte[0];
        }
        return event.getIsBase64Encoded() ? Base64.getDecoder().decode(body) : body.getBytes(StandardCharsets.UTF_8);
    }
}
