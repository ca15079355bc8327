package io.dynamicaccounts.agent.protocol;

import java.time.Duration;
import java.util.Optional;

/**
 * The result of a request to the control plane. The list of results is closed, so that every caller handles each of
 * them. The details are for humans and hold no secret.
 */
public sealed interface ControlPlaneAnswer<T> {

    /** The control plane answered with success. */
    record Answered<T>(T body) implements ControlPlaneAnswer<T> {}

    /**
     * The request did not succeed, for one of the reasons below. After {@link Unreachable} the control plane may have
     * carried out the request all the same.
     */
    sealed interface Unanswered<T> extends ControlPlaneAnswer<T> {
        String detail();
    }

    /** Another process holds this agent's id (409 of the type {@code superseded}). */
    record Superseded<T>(String detail) implements Unanswered<T> {}

    /**
     * The control plane does not accept this agent now, but may later: the zone is full, or an agent of another zone
     * uses the id, or any other 409 that is no {@link Superseded}.
     */
    record TurnedAway<T>(Optional<Duration> retryAfter, String detail) implements Unanswered<T> {}

    /** Too many requests, the store is busy, or the request came too slowly (429, 503, 408). */
    record Busy<T>(Optional<Duration> retryAfter, String detail) implements Unanswered<T> {}

    /**
     * The control plane was not reached, did not answer in time, failed (5xx), or sent an answer that could not be
     * read.
     */
    record Unreachable<T>(String detail) implements Unanswered<T> {}

    /** The request had no token, a wrong token, or a token without the needed scope (401, 403). */
    record Unauthorised<T>(String detail) implements Unanswered<T> {}

    /** The control plane refuses this request, however often the agent repeats it (other 3xx and 4xx). */
    record Refused<T>(int status, String detail) implements Unanswered<T> {}
}
