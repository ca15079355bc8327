package io.dynamicaccounts.http;

import io.dynamicaccounts.http.auth.Authentication;
import io.dynamicaccounts.http.auth.Authentication.Identified;
import io.dynamicaccounts.http.auth.Principal;
import io.dynamicaccounts.http.auth.RateLimiter;
import io.dynamicaccounts.http.problem.Problem;
import io.dynamicaccounts.http.problem.ProblemKind;
import java.time.Duration;
import java.util.Optional;

/** Lets callers in: who they are, and whether their token has asked too much. */
final class AccessControl {

    private final Authentication authentication;
    private final RateLimiter throttle;

    AccessControl(Authentication authentication, RateLimiter throttle) {
        this.authentication = authentication;
        this.throttle = throttle;
    }

    /** What came of knocking. */
    sealed interface Access {

        record Allowed(Principal principal) implements Access {}

        record Denied(Problem problem) implements Access {}
    }

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

    /** Whoever is known comes in, unless too often. */
    Access allow(Principal principal) {
        Optional<Duration> wait = principal.allowance().flatMap(throttle::take);
        return wait.isEmpty()
                ? new Access.Allowed(principal)
                : new Access.Denied(
                        Problem.of(ProblemKind.TOO_MANY_REQUESTS, "this token has asked too often: wait a little")
                                .retryAfter(wait.get()));
    }
}
