package io.dynamicaccounts.agent.protocol;

import java.time.Duration;
import java.util.Optional;

/**
 * What came of asking the control plane. A closed list: every caller says what it does in each case. The details are for humans
 * and hold no secret.
 */
public sealed interface ControlPlaneAnswer<T> {

    /** It answered. */
    record Answered<T>(T body) implements ControlPlaneAnswer<T> {}

    /** It did not, for one of the reasons below. After {@link Unreachable} it may have done what was asked all the same. */
    sealed interface Unanswered<T> extends ControlPlaneAnswer<T> {
        String detail();
    }

    /** Another process holds this agent's id (409 of the type {@code superseded}). */
    record Superseded<T>(String detail) implements Unanswered<T> {}

    /**
     * The control plane will not have this agent now; it may later: the zone is full, or the id lives in another
     * zone, or whatever else a 409 says that is no {@link Superseded}.
     */
    record TurnedAway<T>(Optional<Duration> retryAfter, String detail) implements Unanswered<T> {}

    /** Too many requests, the store is busy, or the request came too slowly (429, 503, 408). */
    record Busy<T>(Optional<Duration> retryAfter, String detail) implements Unanswered<T> {}

    /** Not reached, not in time, or it failed (5xx), or what it said could not be read. */
    record Unreachable<T>(String detail) implements Unanswered<T> {}

    /** No token, a wrong one, or one for something else (401, 403). */
    record Unauthorised<T>(String detail) implements Unanswered<T> {}

    /** It will not have this request, however often it is repeated (other 3xx and 4xx). */
    record Refused<T>(int status, String detail) implements Unanswered<T> {}
}
