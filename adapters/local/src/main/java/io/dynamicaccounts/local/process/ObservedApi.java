package io.dynamicaccounts.local.process;

import io.dynamicaccounts.entry.AnsweredRequest;
import io.dynamicaccounts.entry.RequestLog;
import io.dynamicaccounts.entry.metrics.Measurements;
import io.dynamicaccounts.http.Headers;
import io.dynamicaccounts.http.HttpApi;
import io.dynamicaccounts.http.HttpRequest;
import io.dynamicaccounts.http.HttpResponse;
import io.dynamicaccounts.http.Reception;
import io.dynamicaccounts.http.problem.Problem;
import io.dynamicaccounts.http.problem.ProblemKind;
import io.dynamicaccounts.local.server.RequestHandler;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** The API and the page of metrics. Each request is counted, timed and logged. */
final class ObservedApi implements RequestHandler {

    private static final Pattern SAFE_ID = Pattern.compile("[A-Za-z0-9._~-]{1,64}");

    private final HttpApi api;
    private final MetricsPage metrics;
    private final Measurements measurements;
    private final RequestLog requests;
    private final Function<Headers, Optional<Problem>> callers;

    /**
     * Observes an API.
     *
     * @param callers why requests with these headers are refused from every caller; empty when they are answered
     */
    ObservedApi(
            HttpApi api,
            MetricsPage metrics,
            Measurements measurements,
            RequestLog requests,
            Function<Headers, Optional<Problem>> callers) {
        this.api = api;
        this.requests = requests;
        this.callers = callers;
        this.metrics = metrics;
        this.measurements = measurements;
    }

    @Override
    public Reception receive(HttpRequest head, OptionalLong bodyLength) {
        String id = id(head);
        HttpRequest identified = identified(head, id);
        long begun = System.nanoTime();
        return switch (RequestLog.withId(id, () -> guarded(identified, id, () -> reception(identified, bodyLength)))) {
            case Reception.Answered(HttpResponse response) -> {
                RequestLog.withId(id, () -> observed(head, response, begun));
                yield new Reception.Answered(response);
            }
            case Reception.BodyNeeded(var whole) -> {
                long spent = System.nanoTime() - begun;
                yield new Reception.BodyNeeded(body -> {
                    long resumed = System.nanoTime() - spent;
                    return RequestLog.withId(
                            id, () -> observed(head, answered(identified, id, () -> whole.apply(body)), resumed));
                });
            }
        };
    }

    @Override
    public HttpResponse refuse(HttpRequest head, Problem problem) {
        long begun = System.nanoTime();
        String id = id(head);
        return RequestLog.withId(id, () -> observed(head, api.refuse(identified(head, id), problem), begun));
    }

    private static String id(HttpRequest head) {
        return head.headers()
                .first(RequestLog.ID_HEADER)
                .filter(given -> SAFE_ID.matcher(given).matches())
                .orElseGet(() -> UUID.randomUUID().toString());
    }

    private static HttpRequest identified(HttpRequest head, String id) {
        return new HttpRequest(
                head.method(), head.path(), head.query(), head.headers().with(RequestLog.ID_HEADER, id), head.body());
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

    /**
     * Answers an unexpected exception. The API answers every exception itself; any other must not leave a client
     * without an answer.
     */
    private HttpResponse unforeseen(HttpRequest head, String id, Throwable cause) {
        RequestLog.unforeseen(cause);
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
        String route = request.path().equals(MetricsPage.PATH) ? MetricsPage.PATH : api.route(request.path());
        var answered = new AnsweredRequest(request.method(), route, response.status(), took);
        measurements.answered(answered);
        requests.write(answered);
    }
}
