package io.dynamicaccounts.http;

import io.dynamicaccounts.http.auth.Authentication;
import io.dynamicaccounts.http.auth.Authentication.Identified;
import io.dynamicaccounts.http.auth.Principal;
import io.dynamicaccounts.http.auth.Throttle;
import io.dynamicaccounts.http.problem.Problem;
import io.dynamicaccounts.http.problem.ProblemKind;
import java.time.Duration;
import java.util.Optional;

/** Lets callers in: who they are, and whether their token has asked too much. */
final class Door {

    private final Authentication authentication;
    private final Throttle throttle;

    Door(Authentication authentication, Throttle throttle) {
        this.authentication = authentication;
        this.throttle = throttle;
    }

    /** What came of knocking. */
    sealed interface Entry {

        record In(Principal principal) implements Entry {}

        record Out(Problem problem) implements Entry {}
    }

    Entry enter(Headers headers) {
        return switch (authentication.identify(headers.all("Authorization"))) {
            case Identified.Nobody nobody ->
                new Entry.Out(Problem.of(ProblemKind.NO_TOKEN, "send Authorization: Bearer and a token")
                        .header("WWW-Authenticate", "Bearer"));
            case Identified.Invalid invalid ->
                new Entry.Out(Problem.of(ProblemKind.BAD_TOKEN, "the token is unknown or has expired")
                        .header("WWW-Authenticate", "Bearer error=\"invalid_token\""));
            case Identified.Known(Principal principal) -> admit(principal);
        };
    }

    /** Whoever is known comes in, unless too often. */
    Entry admit(Principal principal) {
        Optional<Duration> wait = principal.allowance().flatMap(throttle::take);
        return wait.isEmpty()
                ? new Entry.In(principal)
                : new Entry.Out(
                        Problem.of(ProblemKind.TOO_MANY_REQUESTS, "this token has asked too often: wait a little")
                                .retryAfter(wait.get()));
    }
}
