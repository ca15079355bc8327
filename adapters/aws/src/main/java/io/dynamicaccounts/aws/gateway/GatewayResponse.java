package io.dynamicaccounts.aws.gateway;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import io.dynamicaccounts.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;

/** Writes a response in the form that the gateway expects. */
public final class GatewayResponse {

    /** The size from which the escapes of a text may take more space than Base64, and more than Lambda allows. */
    private static final int LARGE = 1024 * 1024;

    /** The size that Lambda allows, 6 MB, less the space for headers; in bytes before Base64. */
    private static final int MOST = (6 * 1024 * 1024 - 64 * 1024) / 4 * 3;

    private GatewayResponse() {}

    /** Returns whether Lambda allows a response of this size. */
    public static boolean isSmallEnough(HttpResponse response) {
        return response.body().length <= MOST;
    }

    /** Returns the gateway's response: as text where the body is text and not large, and otherwise as Base64. */
    public static APIGatewayV2HTTPResponse of(HttpResponse response) {
        var headers = new LinkedHashMap<String, String>();
        response.headers().asMap().forEach((name, values) -> headers.put(name, String.join(", ", values)));
        var builder = APIGatewayV2HTTPResponse.builder()
                .withStatusCode(response.status())
                .withHeaders(headers);
        byte[] body = response.body();
        if (body.length < LARGE) {
            try {
                return builder.withBody(StandardCharsets.UTF_8
                                .newDecoder()
                                .decode(ByteBuffer.wrap(body))
                                .toString())
                        .withIsBase64Encoded(false)
                        .build();
            } catch (CharacterCodingException e) {
                // The body is no text, so it is sent as bytes, below.
            }
        }
        return builder.withBody(Base64.getEncoder().encodeToString(body))
                .withIsBase64Encoded(true)
                .build();
    }
}
