package io.dynamicaccounts.aws.gateway;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent.RequestContext;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Converts an event and its response from and to plain JSON values. The code names each member, since libraries that
 * bind JSON to classes automatically take as long to load as the rest of a start does.
 */
public final class GatewayJson {

    private GatewayJson() {}

    /**
     * Returns the event that a JSON object represents, without the members that no code here reads.
     *
     * @throws IllegalArgumentException when a member has another type; the message names the member and no value
     */
    public static APIGatewayV2HTTPEvent event(Map<?, ?> json) {
        return APIGatewayV2HTTPEvent.builder()
                .withVersion(text(json, "version"))
                .withRouteKey(text(json, "routeKey"))
                .withRawPath(text(json, "rawPath"))
                .withRawQueryString(text(json, "rawQueryString"))
                .withCookies(cookies(json))
                .withHeaders(headers(json))
                .withBody(text(json, "body"))
                .withIsBase64Encoded(Boolean.TRUE.equals(member(json, "isBase64Encoded", Boolean.class)))
                .withRequestContext(context(member(json, "requestContext", Map.class)))
                .build();
    }

    private static @Nullable RequestContext context(@Nullable Map<?, ?> json) {
        return json == null
                ? null
                : RequestContext.builder()
                        .withStage(text(json, "stage"))
                        .withRequestId(text(json, "requestId"))
                        .withHttp(http(member(json, "http", Map.class)))
                        .build();
    }

    private static RequestContext.@Nullable Http http(@Nullable Map<?, ?> json) {
        return json == null
                ? null
                : RequestContext.Http.builder()
                        .withMethod(text(json, "method"))
                        .withPath(text(json, "path"))
                        .withSourceIp(text(json, "sourceIp"))
                        .build();
    }

    private static @Nullable List<String> cookies(Map<?, ?> json) {
        List<?> cookies = member(json, "cookies", List.class);
        return cookies == null
                ? null
                : cookies.stream()
                        .map(cookie -> typed("cookies", cookie, String.class))
                        .toList();
    }

    private static @Nullable Map<String, String> headers(Map<?, ?> json) {
        Map<?, ?> headers = member(json, "headers", Map.class);
        return headers == null ? null : texts("headers", headers);
    }

    private static Map<String, String> texts(String member, Map<?, ?> json) {
        var texts = new LinkedHashMap<String, String>();
        json.forEach((name, value) -> texts.put(typed(member, name, String.class), typed(member, value, String.class)));
        return texts;
    }

    private static @Nullable String text(Map<?, ?> json, String name) {
        return member(json, name, String.class);
    }

    private static <T> @Nullable T member(Map<?, ?> json, String name, Class<T> type) {
        Object value = json.get(name);
        return value == null ? null : typed(name, value, type);
    }

    private static <T> T typed(String name, @Nullable Object value, Class<T> type) {
        if (!type.isInstance(value)) {
            throw new IllegalArgumentException(
                    "this is no request in payload format 2.0: its member " + name + " has another type");
        }
        return type.cast(value);
    }

    /** Returns the JSON object that a gateway accepts as a response. */
    public static Map<String, Object> of(APIGatewayV2HTTPResponse response) {
        return Map.of(
                "statusCode", response.getStatusCode(),
                "headers", response.getHeaders(),
                "body", response.getBody(),
                "isBase64Encoded", response.getIsBase64Encoded());
    }
}
