package io.dynamicaccounts.local.process;

import io.dynamicaccounts.http.Headers;
import io.dynamicaccounts.http.HttpApi;
import io.dynamicaccounts.http.HttpRequest;
import io.dynamicaccounts.http.HttpResponse;
import io.dynamicaccounts.local.metrics.RequestMeter;
import io.dynamicaccounts.local.server.RouteLabels;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * The API, each request counted, timed, and written to the log if somebody may ask about it later: what changed something, and what
 * went wrong. Reads and polls that went well are not, for they are many. Bodies, queries and headers never are.
 */
final class ObservedApi implements Function<HttpRequest, HttpResponse> {

    private static final Logger LOG = LoggerFactory.getLogger("io.dynamicaccounts.request");

    private static final String ID_HEADER = "X-Request-Id";
    private static final String ID_IN_LOG = "requestId";
    private static final Pattern SAFE_ID = Pattern.compile("[A-Za-z0-9._~-]{1,64}");

    private final HttpApi api;
    private final MetricsPage metrics;
    private final RequestMeter meter;
    private final RouteLabels labels;

    ObservedApi(HttpApi api, MetricsPage metrics, RequestMeter meter) {
        this.api = api;
        this.metrics = metrics;
        this.meter = meter;
        this.labels = RouteLabels.of(api.handle(HttpRequest.of("GET", "/openapi.json", "", Headers.NONE, new byte[0]))
                .body());
    }

    @Override
    public HttpResponse apply(HttpRequest request) {
        String id = request.headers()
                .first(ID_HEADER)
                .filter(given -> SAFE_ID.matcher(given).matches())
                .orElseGet(() -> UUID.randomUUID().toString());
        long begun = System.nanoTime();
        MDC.put(ID_IN_LOG, id);
        try {
            HttpResponse response = answer(new HttpRequest(
                    request.method(),
                    request.path(),
                    request.query(),
                    request.headers().with(ID_HEADER, id),
                    request.body()));
            observe(request, response, Duration.ofNanos(System.nanoTime() - begun));
            return response;
        } finally {
            MDC.remove(ID_IN_LOG);
        }
    }

    private HttpResponse answer(HttpRequest request) {
        try {
            return request.path().equals(MetricsPage.PATH) ? metrics.answer(request) : api.handle(request);
        } catch (StackOverflowError e) {
            // The API answers every exception itself. Whatever else there may be must not leave a client without an
            // answer.
            LOG.error("a request ended unforeseen", e);
            return new HttpResponse(
                    500,
                    Headers.NONE.with("Content-Type", "application/problem+json"),
                    "{\"type\":\"about:blank\",\"title\":\"Internal Server Error\",\"status\":500}"
                            .getBytes(StandardCharsets.UTF_8));
        }
    }

    private void observe(HttpRequest request, HttpResponse response, Duration took) {
        String route = request.path().equals(MetricsPage.PATH) ? MetricsPage.PATH : labels.of(request.path());
        meter.answered(request.method(), route, response.status(), took);
        boolean read = request.method().equals("GET") || request.method().equals("HEAD");
        boolean protocol = route.startsWith("/armory/agents/");
        if (response.status() >= 500) {
            LOG.warn("{} {} {} {} ms", request.method(), route, response.status(), took.toMillis());
        } else if (response.status() >= 400 || (!read && !protocol)) {
            LOG.info("{} {} {} {} ms", request.method(), route, response.status(), took.toMillis());
        }
    }
}
