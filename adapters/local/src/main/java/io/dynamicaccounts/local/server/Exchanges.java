package io.dynamicaccounts.local.server;

import com.sun.net.httpserver.HttpExchange;
import io.dynamicaccounts.http.Headers;
import io.dynamicaccounts.http.HttpRequest;
import io.dynamicaccounts.http.HttpResponse;
import java.io.IOException;
import java.util.Locale;
import java.util.Objects;
import java.util.OptionalLong;

/** Converts between the server's exchanges and neutral requests and responses. */
final class Exchanges {

    private Exchanges() {}

    /** Returns the request without its body. */
    static HttpRequest head(HttpExchange exchange) {
        return HttpRequest.of(
                exchange.getRequestMethod().toUpperCase(Locale.ROOT),
                Objects.requireNonNullElse(exchange.getRequestURI().getRawPath(), ""),
                Objects.requireNonNullElse(exchange.getRequestURI().getRawQuery(), ""),
                Headers.of(exchange.getRequestHeaders()),
                new byte[0]);
    }

    /** Returns the length of the body as the request states it; empty for a body in chunks. */
    static OptionalLong bodyLength(HttpExchange exchange) {
        if (exchange.getRequestHeaders().containsKey("Transfer-Encoding")) {
            return OptionalLong.empty();
        }
        String length = exchange.getRequestHeaders().getFirst("Content-Length");
        try {
            return OptionalLong.of(length == null ? 0 : Long.parseLong(length));
        } catch (NumberFormatException e) {
            return OptionalLong.of(0); // the server has refused such a request before it came here
        }
    }

    static void respond(HttpExchange exchange, HttpResponse response) throws IOException {
        response.headers()
                .asMap()
                .forEach((name, values) -> exchange.getResponseHeaders().put(name, values));
        // -1 means no body, which the server distinguishes from 0, a body of unknown length.
        exchange.sendResponseHeaders(response.status(), response.body().length == 0 ? -1 : response.body().length);
        if (response.body().length > 0) {
            exchange.getResponseBody().write(response.body());
            // Closing waits for the rest of the request's body; the client should have the answer before that.
            exchange.getResponseBody().flush();
        }
    }
}
