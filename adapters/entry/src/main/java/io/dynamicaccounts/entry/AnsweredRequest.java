package io.dynamicaccounts.entry;

import java.time.Duration;
import java.util.Set;

/**
 * A request that was answered, as the log and the metrics tell of it. Nothing in it is of the caller's choosing, so no caller can
 * put a word into the log or make up further series of a metric.
 *
 * @param method one of HTTP's usual methods, or {@code other}
 * @param route the path with names in the place of values: {@code /armory/accounts/{accountName}}, or {@code other}
 * @param status of the response
 * @param took how long the answer took, without the transfer of bodies
 */
public record AnsweredRequest(String method, String route, int status, Duration took) {

    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

    /** Makes it; a method that a caller made up becomes {@code other}. */
    public AnsweredRequest {
        method = METHODS.contains(method) ? method : "other";
    }

    /** Returns whether the server failed. */
    boolean failed() {
        return status >= 500;
    }

    /** Returns whether the request was refused, or the server failed. */
    public boolean wentWrong() {
        return status >= 400;
    }

    /** Returns whether this kind of request is frequent while all is well: reads, and what agents do in each of their polls. */
    boolean isFrequent() {
        return method.equals("GET") || method.equals("HEAD") || route.startsWith("/armory/agents/");
    }
}
