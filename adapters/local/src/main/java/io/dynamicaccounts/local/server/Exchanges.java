package io.dynamicaccounts.local.server;

import com.sun.net.httpserver.HttpExchange;
import io.dynamicaccounts.http.Headers;
import io.dynamicaccounts.http.HttpApi;
import io.dynamicaccounts.http.HttpRequest;
import io.dynamicaccounts.http.HttpResponse;
import java.io.IOException;
import java.util.Locale;
import java.util.Objects;

/** Converts between the server's exchanges and neutral requests and responses. */
final class Exchanges {

    /** One byte more than allowed is all it takes to be refused; of a body that says it is larger nothing is read. */
    private static final byte[] TOO_LARGE = new byte[HttpApi.MAX_BODY + 1];

    private Exchanges() {}

    /** Reads no more of the body than it takes to see that it is too large. */
    static HttpRequest request(HttpExchange exchange) throws IOException {
        return HttpRequest.of(
                exchange.getRequestMethod().toUpperCase(Locale.ROOT),
                Objects.requireNonNullElse(exchange.getRequestURI().getRawPath(), ""),
                Objects.requireNonNullElse(exchange.getRequestURI().getRawQuery(), ""),
                Headers.of(exchange.getRequestHeaders()),
                declaredLength(exchange) > HttpApi.MAX_BODY
                        ? TOO_LARGE
                        : exchange.getRequestBody().readNBytes(HttpApi.MAX_BODY + 1));
    }

    /** What the request says of its body's length; a body in chunks may be as large as any. */
    static long declaredLength(HttpExchange exchange) {
        if (exchange.getRequestHeaders().containsKey("Transfer-Encoding")) {
            return HttpApi.MAX_BODY;
        }
        String length = exchange.getRequestHeaders().getFirst("Content-Length");
        try {
            return length == null ? 0 : Long.parseLong(length);
        } catch (NumberFormatException e) {
            return 0; // the server has refused such a request before it came here
        }
    }

    static void respond(HttpExchange exchange, HttpResponse response) throws IOException {
        response.headers()
                .asMap()
                .forEach((name, values) -> exchange.getResponseHeaders().put(name, values));
        // -1: no body, which the server tells from a body of unknown length, 0.
        exchange.sendResponseHeaders(response.status(), response.body().length == 0 ? -1 : response.body().length);
        if (response.body().length > 0) {
            exchange.getResponseBody().write(response.body());
            // Closing waits for what is left of the request's body; its sender should have the answer before that.
            exchange.getResponseBody().flush();
        }
    }
}
