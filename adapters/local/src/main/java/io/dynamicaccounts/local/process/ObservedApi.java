package io.dynamicaccounts.local.process;

import io.dynamicaccounts.http.Headers;
import io.dynamicaccounts.http.HttpApi;
import io.dynamicaccounts.http.HttpRequest;
import io.dynamicaccounts.http.HttpResponse;
import io.dynamicaccounts.http.Reception;
import io.dynamicaccounts.http.problem.Problem;
import io.dynamicaccounts.http.problem.ProblemKind;
import io.dynamicaccounts.local.metrics.RequestMeter;
import io.dynamicaccounts.local.server.RequestHandler;
import io.dynamicaccounts.local.server.RouteLabels;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * The API, each request counted, timed, and written to the log if somebody may ask about it later: what changed something, and what
 * went wrong. Reads and polls that went well are not, for they are many. Bodies, queries and headers never are, nor methods that a
 * caller made up.
 */
final class ObservedApi implements RequestHandler {

    private static final Logger LOG = LoggerFactory.getLogger("io.dynamicaccounts.request");

    private static final int FRAMES = 30;

    private static final String ID_HEADER = "X-Request-Id";
    private static final String ID_IN_LOG = "requestId";
    private static final Pattern SAFE_ID = Pattern.compile("[A-Za-z0-9._~-]{1,64}");

    private final HttpApi api;
    private final MetricsPage metrics;
    private final RequestMeter meter;
    private final RouteLabels labels;
    private final Function<Headers, Optional<Problem>> callers;

    /**
     * Observes it.
     *
     * @param callers why a request with these headers is not answered at all, whoever sends it; empty when it is
     */
    ObservedApi(HttpApi api, MetricsPage metrics, RequestMeter meter, Function<Headers, Optional<Problem>> callers) {
        this.api = api;
        this.callers = callers;
        this.metrics = metrics;
        this.meter = meter;
        this.labels = RouteLabels.of(api.handle(HttpRequest.of("GET", "/openapi.json", "", Headers.NONE, new byte[0]))
                .body());
    }

    @Override
    public Reception receive(HttpRequest head, OptionalLong bodyLength) {
        String id = id(head);
        HttpRequest identified = identified(head, id);
        long begun = System.nanoTime();
        return switch (inLog(id, () -> guarded(identified, id, () -> reception(identified, bodyLength)))) {
            case Reception.Answered(HttpResponse response) -> {
                inLog(id, () -> observed(head, response, begun));
                yield new Reception.Answered(response);
            }
            case Reception.BodyNeeded(var whole) -> {
                long spent = System.nanoTime() - begun;
                yield new Reception.BodyNeeded(body -> {
                    long resumed = System.nanoTime() - spent;
                    return inLog(id, () -> observed(head, answered(identified, id, () -> whole.apply(body)), resumed));
                });
            }
        };
    }

    @Override
    public HttpResponse refuse(HttpRequest head, Problem problem) {
        long begun = System.nanoTime();
        String id = id(head);
        return inLog(id, () -> observed(head, api.refuse(identified(head, id), problem), begun));
    }

    private static String id(HttpRequest head) {
        return head.headers()
                .first(ID_HEADER)
                .filter(given -> SAFE_ID.matcher(given).matches())
                .orElseGet(() -> UUID.randomUUID().toString());
    }

    private static HttpRequest identified(HttpRequest head, String id) {
        return new HttpRequest(
                head.method(), head.path(), head.query(), head.headers().with(ID_HEADER, id), head.body());
    }

    private static <T> T inLog(String id, Supplier<T> work) {
        MDC.put(ID_IN_LOG, id);
        try {
            return work.get();
        } finally {
            MDC.remove(ID_IN_LOG);
        }
    }

    private Reception reception(HttpRequest head, OptionalLong bodyLength) {
        Optional<Problem> foreign = callers.apply(head.headers());
        if (foreign.isPresent()) {
            return new Reception.Answered(api.refuse(head, foreign.get()));
        }
        return head.path().equals(MetricsPage.PATH)
                ? new Reception.Answered(metrics.answer(head))
                : api.receive(head, bodyLength);
    }

    private Reception guarded(HttpRequest head, String id, Supplier<Reception> attempt) {
        try {
            return attempt.get();
        } catch (RuntimeException | StackOverflowError e) {
            return new Reception.Answered(unforeseen(head, id, e));
        }
    }

    private HttpResponse answered(HttpRequest head, String id, Supplier<HttpResponse> attempt) {
        try {
            return attempt.get();
        } catch (RuntimeException | StackOverflowError e) {
            return unforeseen(head, id, e);
        }
    }

    /** The API answers every exception itself. Whatever else there may be must not leave a client without an answer. */
    private HttpResponse unforeseen(HttpRequest head, String id, Throwable cause) {
        // Not its message: that may hold what the request held.
        LOG.error(
                "a request ended unforeseen: {} at {}",
                cause.getClass().getName(),
                Arrays.stream(cause.getStackTrace()).limit(FRAMES).toList());
        return api.refuse(
                head,
                Problem.of(ProblemKind.UNFORESEEN, "the log has the reason under the correlation id")
                        .correlationId(id));
    }

    private HttpResponse observed(HttpRequest head, HttpResponse response, long begun) {
        observe(head, response, Duration.ofNanos(System.nanoTime() - begun));
        return response;
    }

    private void observe(HttpRequest request, HttpResponse response, Duration took) {
        String route = request.path().equals(MetricsPage.PATH) ? MetricsPage.PATH : labels.of(request.path());
        String method = RequestMeter.label(request.method());
        meter.answered(method, route, response.status(), took);
        boolean read = method.equals("GET") || method.equals("HEAD");
        boolean protocol = route.startsWith("/armory/agents/");
        if (response.status() >= 500) {
            LOG.warn("{} {} {} {} ms", method, route, response.status(), took.toMillis());
        } else if (response.status() >= 400 || (!read && !protocol)) {
            LOG.info("{} {} {} {} ms", method, route, response.status(), took.toMillis());
        }
    }
}
