package io.dynamicaccounts.http;

import io.dynamicaccounts.http.auth.Authentication;
import io.dynamicaccounts.http.auth.Authentication.Identified;
import io.dynamicaccounts.http.auth.Principal;
import io.dynamicaccounts.http.auth.RateLimiter;
import io.dynamicaccounts.http.problem.Problem;
import io.dynamicaccounts.http.problem.ProblemKind;
import java.time.Duration;
import java.util.Optional;

/**
 * Decides whether a caller is admitted: by who the caller is, and by how many requests the caller's token has made.
 */
final class AccessControl {

    private static final Duration ISSUER_RETRY = Duration.ofSeconds(10);

    private final Authentication authentication;
    private final RateLimiter rateLimiter;

    AccessControl(Authentication authentication, RateLimiter rateLimiter) {
        this.authentication = authentication;
        this.rateLimiter = rateLimiter;
    }

    /** The decision about one request. */
    sealed interface Access {

        record Allowed(Principal principal) implements Access {}

        record Denied(Problem problem) implements Access {}
    }

    /** Admits the caller whom the headers of a request identify, but not one who has made too many requests. */
    Access authenticate(Headers headers) {
        return switch (authentication.identify(headers.all("Authorization"))) {
            case Identified.Nobody nobody ->
                new Access.Denied(Problem.of(ProblemKind.NO_TOKEN, "send Authorization: Bearer and a token")
                        .header("WWW-Authenticate", "Bearer"));
            case Identified.Invalid invalid ->
                new Access.Denied(Problem.of(ProblemKind.BAD_TOKEN, "the token is unknown or has expired")
                        .header("WWW-Authenticate", "Bearer error=\"invalid_token\""));
            case Identified.Unknowable unknowable ->
                new Access.Denied(Problem.of(
                                ProblemKind.ISSUER_UNAVAILABLE,
                                "repeat the request after a while: the token cannot be checked now")
                        .retryAfter(ISSUER_RETRY));
            case Identified.Known(Principal principal) -> allow(principal);
        };
    }

    private Access allow(Principal principal) {
        Optional<Duration> wait = principal.allowance().flatMap(rateLimiter::take);
        return wait.isEmpty()
                ? new Access.Allowed(principal)
                : new Access.Denied(
                        Problem.of(ProblemKind.TOO_MANY_REQUESTS, "this caller has asked too often: wait a little")
                                .retryAfter(wait.get()));
    }
}
