package io.dynamicaccounts.aws.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import io.dynamicaccounts.http.Headers;
import io.dynamicaccounts.http.HttpResponse;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class GatewayResponseTest {

    /** 6 MB, as Lambda's documentation has it. */
    private static final int LIMIT = 6 * 1024 * 1024;

    private static HttpResponse response(byte[] body) {
        return new HttpResponse(
                200, Headers.of(Map.of("Content-Type", List.of("application/json"), "Vary", List.of("A", "B"))), body);
    }

    @Test
    void text_stays_text_and_several_values_are_one_header() {
        APIGatewayV2HTTPResponse given = GatewayResponse.of(response("{\"ä\": 1}".getBytes(UTF_8)));
        assertThat(given.getStatusCode()).isEqualTo(200);
        assertThat(given.getBody()).isEqualTo("{\"ä\": 1}");
        assertThat(given.getIsBase64Encoded()).isFalse();
        assertThat(given.getHeaders())
                .containsEntry("Content-Type", "application/json")
                .containsEntry("Vary", "A, B");
    }

    @Test
    void what_is_no_text_goes_as_it_is() {
        byte[] bytes = {1, 2, (byte) 0xff};
        APIGatewayV2HTTPResponse given = GatewayResponse.of(response(bytes));
        assertThat(given.getIsBase64Encoded()).isTrue();
        assertThat(Base64.getDecoder().decode(given.getBody())).isEqualTo(bytes);
    }

    /** Each quotation mark of a text costs two bytes; as much as one answer with definitions may hold still fits. */
    @Test
    void the_largest_that_is_small_enough_is_let_through_by_lambda() {
        byte[] most = "\"".repeat(4 * 1024 * 1024).getBytes(UTF_8);
        assertThat(GatewayResponse.isSmallEnough(response(most))).isTrue();
        assertThat(new JsonMapper().writeValueAsBytes(GatewayResponse.of(response(most))))
                .hasSizeLessThan(LIMIT);

        int largest = 4 * 1024 * 1024;
        while (GatewayResponse.isSmallEnough(response(new byte[largest + 1024]))) {
            largest += 1024;
        }
        assertThat(new JsonMapper().writeValueAsBytes(GatewayResponse.of(response(new byte[largest]))))
                .hasSizeLessThan(LIMIT);
        assertThat(GatewayResponse.isSmallEnough(response(new byte[LIMIT]))).isFalse();
    }
}
