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

    /** Identifies the caller by the headers of a request, and then decides as {@link #allow} does. */
    Access authenticate(Headers headers) {
        return switch (authentication.identify(headers.all("Authorization"))) {
            case Identified.Nobody nobody ->
                new Access.Denied(Problem.of(ProblemKind.NO_TOKEN, "send Authorization: Bearer and a token")
                        .header("WWW-Authenticate", "Bearer"));
            case Identified.Invalid invalid ->
                new Access.Denied(Problem.of(ProblemKind.BAD_TOKEN, "the token is unknown or has expired")
                        .header("WWW-Authenticate", "Bearer error=\"invalid_token\""));
            case Identified.Known(Principal principal) -> allow(principal);
        };
    }

    /** Admits an identified caller, unless the caller's token has made too many requests. */
    Access allow(Principal principal) {
        Optional<Duration> wait = principal.allowance().flatMap(rateLimiter::take);
        return wait.isEmpty()
                ? new Access.Allowed(principal)
                : new Access.Denied(
                        Problem.of(ProblemKind.TOO_MANY_REQUESTS, "this token has asked too often: wait a little")
                                .retryAfter(wait.get()));
    }
}
