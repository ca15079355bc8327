package io.dynamicaccounts.local.process;

import io.dynamicaccounts.functions.store.StoreUnavailable;
import io.dynamicaccounts.http.Headers;
import io.dynamicaccounts.http.HttpRequest;
import io.dynamicaccounts.http.HttpResponse;
import io.dynamicaccounts.http.auth.Authentication;
import io.dynamicaccounts.http.auth.Authentication.Identified;
import io.dynamicaccounts.http.auth.Scope;
import io.dynamicaccounts.local.metrics.ProcessMetrics;
import java.nio.charset.StandardCharsets;

/**
 * Answers {@code GET /metrics} to callers that may read accounts, since the page shows how many accounts there are
 * and in which zones.
 */
final class MetricsPage {

    static final String PATH = "/metrics";

    private final ProcessMetrics metrics;
    private final Authentication authentication;

    MetricsPage(ProcessMetrics metrics, Authentication authentication) {
        this.metrics = metrics;
        this.authentication = authentication;
    }

    HttpResponse answer(HttpRequest request) {
        return switch (authentication.identify(request.headers().all("Authorization"))) {
            case Identified.Nobody nobody -> problem(request, 401, "Unauthorized", "WWW-Authenticate", "Bearer");
            case Identified.Invalid invalid ->
                problem(request, 401, "Unauthorized", "WWW-Authenticate", "Bearer error=\"invalid_token\"");
            case Identified.Unknowable unknowable -> problem(request, 503, "Service Unavailable", "Retry-After", "10");
            case Identified.Known(var principal) ->
                principal.scopes().contains(Scope.ACCOUNTS_READ)
                        ? allowed(request)
                        : problem(
                                request,
                                403,
                                "Forbidden",
                                "WWW-Authenticate",
                                "Bearer error=\"insufficient_scope\", scope=\"" + Scope.ACCOUNTS_READ.word() + "\"");
        };
    }

    private HttpResponse allowed(HttpRequest request) {
        if (!request.method().equals("GET") && !request.method().equals("HEAD")) {
            return problem(request, 405, "Method Not Allowed", "Allow", "GET, HEAD");
        }
        try {
            return response(request, 200, ProcessMetrics.CONTENT_TYPE, metrics.scrape(), "Cache-Control", "no-store");
        } catch (StoreUnavailable e) {
            return problem(
                    request,
                    503,
                    "Service Unavailable",
                    "Retry-After",
                    Long.toString(Math.max(1, e.retryAfter().toSeconds())));
        }
    }

    private static HttpResponse problem(HttpRequest request, int status, String title, String header, String value) {
        String body = "{\"type\":\"about:blank\",\"title\":\"" + title + "\",\"status\":" + status + "}";
        return response(request, status, "application/problem+json", body, header, value);
    }

    private static HttpResponse response(
            HttpRequest request, int status, String type, String body, String header, String value) {
        return new HttpResponse(
                status,
                Headers.NONE
                        .with("Content-Type", type)
                        .with(
                                "X-Request-Id",
                                request.headers().first("X-Request-Id").orElse(""))
                        .with(header, value),
                request.method().equals("HEAD") ? new byte[0] : body.getBytes(StandardCharsets.UTF_8));
    }
}
