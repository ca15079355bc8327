package io.dynamicaccounts.aws.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent.RequestContext;
import io.dynamicaccounts.http.HttpRequest;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GatewayRequestTest {

    private static APIGatewayV2HTTPEvent event(String stage, String rawPath, String query) {
        return APIGatewayV2HTTPEvent.builder()
                .withRawPath(rawPath)
                .withRawQueryString(query)
                .withRequestContext(RequestContext.builder()
                        .withStage(stage)
                        .withHttp(RequestContext.Http.builder()
                                .withMethod("POST")
                                .withPath(rawPath)
                                .build())
                        .build())
                .build();
    }

    private static HttpRequest request(String stage, String rawPath) {
        return GatewayRequest.of(event(stage, rawPath, ""));
    }

    @Test
    void the_stage_is_no_part_of_the_path() {
        assertThat(request("live", "/live/armory/accounts").path()).isEqualTo("/armory/accounts");
        assertThat(request("live", "/live").path()).isEqualTo("/");
        assertThat(request("live", "/live/").path()).isEqualTo("/");
        assertThat(request("live", "/live/live/x").path()).isEqualTo("/live/x");
        assertThat(request("live", "/liveness").path()).isEqualTo("/liveness");
        assertThat(request("live", "/armory/accounts").path()).isEqualTo("/armory/accounts");
        assertThat(request("$default", "/$default/x").path()).isEqualTo("/$default/x");
        assertThat(request(null, "/armory/accounts").path()).isEqualTo("/armory/accounts");
    }

    @Test
    void the_path_stays_encoded_and_the_query_is_decoded_once() {
        HttpRequest request = GatewayRequest.of(event(
                "$default", "/armory/accounts/a%2Fb%20c", "nameContains=a%2Bb+c&state=ACTIVE&state=FAILED&empty"));
        assertThat(request.path()).isEqualTo("/armory/accounts/a%2Fb%20c");
        assertThat(request.query())
                .isEqualTo(Map.of(
                        "nameContains", List.of("a+b c"), "state", List.of("ACTIVE", "FAILED"), "empty", List.of("")));
    }

    @Test
    void headers_are_found_in_any_case_and_cookies_are_one() {
        APIGatewayV2HTTPEvent event = event("$default", "/", null);
        event.setHeaders(Map.of("content-type", "application/json", "accept", "a,b"));
        event.setCookies(List.of("one=1", "two=2"));

        HttpRequest request = GatewayRequest.of(event);

        assertThat(request.headers().first("Content-Type")).contains("application/json");
        assertThat(request.headers().all("Accept")).containsExactly("a,b");
        assertThat(request.headers().all("Cookie")).containsExactly("one=1; two=2");
        assertThat(request.query()).isEmpty();
    }

    @Test
    void two_tokens_joined_into_one_header_are_not_one_of_them() {
        APIGatewayV2HTTPEvent event = event("$default", "/", "");
        event.setHeaders(Map.of("authorization", "Bearer one,Bearer two"));
        assertThat(GatewayRequest.of(event).headers().all("Authorization")).containsExactly("Bearer one,Bearer two");
    }

    @Test
    void a_body_is_text_or_base64_or_not_there() {
        APIGatewayV2HTTPEvent event = event("$default", "/", "");
        assertThat(GatewayRequest.of(event).body()).isEmpty();

        event.setBody("ä\u0000€");
        assertThat(GatewayRequest.of(event).body()).asString().isEqualTo("ä\u0000€");

        byte[] bytes = {0, 1, (byte) 0xff, (byte) 0xfe};
        event.setBody(Base64.getEncoder().encodeToString(bytes));
        event.setIsBase64Encoded(true);
        assertThat(GatewayRequest.of(event).body()).isEqualTo(bytes);
    }

    @Test
    void another_kind_of_event_is_told_apart() {
        assertThatThrownBy(() -> GatewayRequest.of(new APIGatewayV2HTTPEvent()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("payload format version to 2.0");
    }

    @Test
    void a_request_without_a_method_is_one_whose_method_no_path_has() {
        APIGatewayV2HTTPEvent event = event("$default", "/health", "");
        event.getRequestContext().getHttp().setMethod(null);
        assertThat(GatewayRequest.of(event).method()).isEmpty();
    }
}
