package io.dynamicaccounts.http.auth;

import io.dynamicaccounts.http.auth.Authentication.Identified;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Checks bearer tokens. Safe for use by any number of threads. */
public interface TokenCheck {

    /** Identifies the sender of a token. Never throws, and neither logs nor keeps the token. */
    Identified check(String token);

    /**
     * Returns what is wrong with that by which tokens are checked, and what holds meanwhile; empty where nothing is
     * wrong. Anybody may read the text.
     */
    Optional<String> trouble();

    /** Returns a check by this one first, and by the other where this one does not know the sender. */
    default TokenCheck or(TokenCheck other) {
        TokenCheck first = this;
        return new TokenCheck() {
            @Override
            public Identified check(String token) {
                Identified identified = first.check(token);
                return identified instanceof Identified.Known ? identified : other.check(token);
            }

            @Override
            public Optional<String> trouble() {
                return Stream.of(first, other)
                        .flatMap(check -> check.trouble().stream())
                        .collect(Collectors.collectingAndThen(
                                Collectors.joining("; "),
                                text -> Optional.of(text).filter(it -> !it.isEmpty())));
            }
        };
    }
}
