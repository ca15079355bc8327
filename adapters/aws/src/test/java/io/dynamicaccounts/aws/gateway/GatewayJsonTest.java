package io.dynamicaccounts.aws.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import io.dynamicaccounts.http.json.JsonText;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GatewayJsonTest {

    private static APIGatewayV2HTTPEvent read(String json) {
        return GatewayJson.event(
                (Map<?, ?>) ((JsonText.Result.Value) JsonText.read(json.getBytes(StandardCharsets.UTF_8))).value());
    }

    @Test
    void an_event_as_the_documentation_has_it() {
        APIGatewayV2HTTPEvent event = read("""
                {"version": "2.0", "routeKey": "$default", "rawPath": "/my/path", "rawQueryString": "a=1&a=2",
                 "cookies": ["one", "two"], "headers": {"header1": "value1", "header2": "value1,value2"},
                 "queryStringParameters": {"a": "1,2"},
                 "requestContext": {"accountId": "123456789012", "authentication": {"clientCert": {"validity": {}}},
                   "authorizer": {"jwt": {"claims": {"sub": "0a1b", "exp": 1795716000}, "scopes": ["scope1"]}},
                   "http": {"method": "POST", "path": "/my/path", "protocol": "HTTP/1.1", "sourceIp": "192.0.2.1", "userAgent": "agent"},
                   "requestId": "id", "routeKey": "$default", "stage": "$default", "timeEpoch": 1583348638390},
                 "body": "Hello", "pathParameters": {"parameter1": "value1"}, "isBase64Encoded": true, "stageVariables": null}""");

        assertThat(event.getRawPath()).isEqualTo("/my/path");
        assertThat(event.getRawQueryString()).isEqualTo("a=1&a=2");
        assertThat(event.getCookies()).containsExactly("one", "two");
        assertThat(event.getHeaders()).isEqualTo(Map.of("header1", "value1", "header2", "value1,value2"));
        assertThat(event.getBody()).isEqualTo("Hello");
        assertThat(event.getIsBase64Encoded()).isTrue();
        assertThat(event.getRequestContext().getStage()).isEqualTo("$default");
        assertThat(event.getRequestContext().getRequestId()).isEqualTo("id");
        assertThat(event.getRequestContext().getAuthorizer()).isNull();
        assertThat(event.getRequestContext().getHttp().getMethod()).isEqualTo("POST");
        assertThat(event.getRequestContext().getHttp().getSourceIp()).isEqualTo("192.0.2.1");
    }

    @Test
    void what_is_not_there_is_null() {
        APIGatewayV2HTTPEvent event = read("{}");
        assertThat(event.getHeaders()).isNull();
        assertThat(event.getRequestContext()).isNull();
        assertThat(event.getBody()).isNull();
        assertThat(event.getIsBase64Encoded()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"rawPath\": [\"hunter2\"]}",
                "{\"headers\": \"hunter2\"}",
                "{\"headers\": {\"a\": {\"hunter2\": 1}}}",
                "{\"cookies\": [{\"hunter2\": 1}]}",
                "{\"requestContext\": \"hunter2\"}",
                "{\"requestContext\": {\"http\": \"hunter2\"}}",
                "{\"isBase64Encoded\": \"hunter2\"}"
            })
    void a_member_of_another_type_is_named_and_not_told(String json) {
        assertThatThrownBy(() -> read(json))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("payload format 2.0")
                .hasMessageNotContaining("hunter2");
    }

    @Test
    void an_answer_is_what_a_gateway_takes() {
        var response = APIGatewayV2HTTPResponse.builder()
                .withStatusCode(202)
                .withHeaders(Map.of("Content-Type", "application/json"))
                .withBody("[]")
                .withIsBase64Encoded(false)
                .build();
        assertThat(GatewayJson.of(response))
                .isEqualTo(Map.of(
                        "statusCode",
                        202,
                        "headers",
                        Map.of("Content-Type", "application/json"),
                        "body",
                        "[]",
                        "isBase64Encoded",
                        false));
    }
}
