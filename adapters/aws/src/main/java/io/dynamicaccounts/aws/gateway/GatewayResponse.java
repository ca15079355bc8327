package io.dynamicaccounts.aws.gateway;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import io.dynamicaccounts.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;

/** Writes a response as what the gateway is to be answered with. */
public final class GatewayResponse {

    /** From here on, what a text costs in escapes may cost more than Base64, and more than Lambda lets through. */
    private static final int LARGE = 1024 * 1024;

    /** What Lambda lets through, 6 MB, without what headers may take; as bytes before Base64. */
    private static final int MOST = (6 * 1024 * 1024 - 64 * 1024) / 4 * 3;

    private GatewayResponse() {}

    /** Whether Lambda lets a response through. */
    public static boolean isSmallEnough(HttpResponse response) {
        return response.body().length <= MOST;
    }

    /** The gateway's answer: text where it is text and not large. */
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
                // No text: it goes as bytes, below.
            }
        }
        return builder.withBody(Base64.getEncoder().encodeToString(body))
                .withIsBase64Encoded(true)
                .build();
    }
}
