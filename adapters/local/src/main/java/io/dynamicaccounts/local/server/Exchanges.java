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

    /** All of a request but its body. */
    static HttpRequest head(HttpExchange exchange) {
        return HttpRequest.of(
                exchange.getRequestMethod().toUpperCase(Locale.ROOT),
                Objects.requireNonNullElse(exchange.getRequestURI().getRawPath(), ""),
                Objects.requireNonNullElse(exchange.getRequestURI().getRawQuery(), ""),
                Headers.of(exchange.getRequestHeaders()),
                new byte[0]);
    }

    /** What the request says of its body's length; empty for a body in chunks. */
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
        // -1: no body, which the server tells from a body of unknown length, 0.
        exchange.sendResponseHeaders(response.status(), response.body().length == 0 ? -1 : response.body().length);
        if (response.body().length > 0) {
            exchange.getResponseBody().write(response.body());
            // Closing waits for what is left of the request's body; its sender should have the answer before that.
            exchange.getResponseBody().flush();
        }
    }
}
