package io.dynamicaccounts.entry;

import java.time.Duration;
import java.util.Set;

/**
 * An answered request in the form for the log and the metrics. The caller chooses none of its values, so no caller
 * can put a word into the log or create further series of a metric.
 *
 * @param method one of HTTP's usual methods, or {@code other}
 * @param route the path with names in the place of values: {@code /armory/accounts/{accountName}}, or {@code other}
 * @param status the status of the response
 * @param took how long the answer took, without the transfer of bodies
 */
public record AnsweredRequest(String method, String route, int status, Duration took) {

    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

    /** Creates the record; a method that a caller invented becomes {@code other}. */
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

    /**
     * Returns whether anybody can cause this answer, as often as they like and without a token: 401 and 404. It must
     * not cost a line of the log each time.
     */
    public boolean isOpenToAnybody() {
        return status == 401 || status == 404;
    }

    /**
     * Returns whether this kind of request is frequent while all is well: reads, and the calls of agents in each of
     * their polls.
     */
    boolean isFrequent() {
        return method.equals("GET") || method.equals("HEAD") || route.startsWith("/armory/agents/");
    }
}
