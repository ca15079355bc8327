package io.dynamicaccounts.infra.aws;

import java.time.Instant;
import java.util.Map;

/**
 * What AWS itself counts of calls, by its documents "Types of metrics for Lambda functions", "Monitoring Lambda
 * function URLs" and "Monitoring CloudWatch metrics for HTTP APIs":
 *
 * <ul>
 *   <li>{@code AWS/Lambda Errors}: "invocations that result in a function error", by exceptions of the code and of
 *       the runtime, timeouts among them; zero for each that does not. An answer of 500 is no error.
 *   <li>{@code AWS/Lambda Throttles}: requests turned away; those are neither invocations nor errors.
 *   <li>{@code AWS/Lambda Url5xxCount, UrlRequestCount}: requests to a function URL, those answered 5xx. A function
 *       error is answered 502, a throttled request 429.
 *   <li>{@code AWS/ApiGateway 5xx, Count}: requests to an HTTP API, those with server-side errors. A function error
 *       is answered 500, a throttled request 503.
 * </ul>
 *
 * <p>Metrics of functions carry the function's name alone, and the name with the alias once more.
 */
record AwsMetrics(RecordedMetrics metrics) {

    private static final String LAMBDA = "AWS/Lambda";

    /** A call through the HTTP API. */
    void overApi(String function, Instant at, Outcome outcome) {
        invoked(function, at, outcome);
        int status = switch (outcome) {
            case Outcome.Answered answered -> answered.status();
            case Outcome.Failed failed -> 500;
            case Outcome.Throttled throttled -> 503;
        };
        var api = Map.of("ApiId", "Api");
        metrics.add(new MetricId("AWS/ApiGateway", "Count", api), at, 1);
        metrics.add(new MetricId("AWS/ApiGateway", "5xx", api), at, status >= 500 ? 1 : 0);
    }

    /** A call through the function URL. */
    void overUrl(String function, Instant at, Outcome outcome) {
        invoked(function, at, outcome);
        int status = switch (outcome) {
            case Outcome.Answered answered -> answered.status();
            case Outcome.Failed failed -> 502;
            case Outcome.Throttled throttled -> 429;
        };
        count(function, "UrlRequestCount", at, 1);
        if (status >= 500) {
            count(function, "Url5xxCount", at, 1);
        }
    }

    /** A call by the schedule, or behind one of the ways above. */
    void invoked(String function, Instant at, Outcome outcome) {
        switch (outcome) {
            case Outcome.Answered answered -> count(function, "Errors", at, 0);
            case Outcome.Failed failed -> count(function, "Errors", at, 1);
            case Outcome.Throttled throttled -> count(function, "Throttles", at, 1);
        }
    }

    /** Messages that lie in a queue, as they are counted each minute. */
    void visible(String queue, Instant at, int messages) {
        metrics.add(
                new MetricId("AWS/SQS", "ApproximateNumberOfMessagesVisible", Map.of("QueueName", queue)),
                at,
                messages);
    }

    /** A request that the table turned away. */
    void tableThrottled(String table, String metric, Instant at) {
        metrics.add(new MetricId("AWS/DynamoDB", metric, Map.of("TableName", table)), at, 1);
    }

    private void count(String function, String name, Instant at, double value) {
        metrics.add(new MetricId(LAMBDA, name, Map.of("FunctionName", function)), at, value);
        metrics.add(
                new MetricId(LAMBDA, name, Map.of("FunctionName", function, "Resource", function + ":live")),
                at,
                value);
    }
}
