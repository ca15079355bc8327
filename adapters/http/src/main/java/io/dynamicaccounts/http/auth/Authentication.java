package io.dynamicaccounts.http.auth;

import java.util.List;
import java.util.Optional;

/** How callers prove who they are; {@code auth.mode} chooses. */
public sealed interface Authentication {

    /**
     * Identifies the sender of a request. Never throws, and neither logs nor keeps a token.
     *
     * @param authorization the values of all {@code Authorization} headers of the request
     */
    Identified identify(List<String> authorization);

    /**
     * Returns what is wrong with the tokens that callers are checked by, and which tokens hold meanwhile; empty where
     * nothing is wrong. Every caller may read the text.
     */
    Optional<String> trouble();

    /** The result of identifying a sender. */
    sealed interface Identified {

        record Known(Principal principal) implements Identified {}

        /** The request has no bearer token. */
        record Nobody() implements Identified {}

        /** The token is unknown or has expired, or the request has several. */
        record Invalid() implements Identified {}

        /** Whether the token is valid cannot be found out now. */
        record Unknowable() implements Identified {}
    }

    /**
     * Mode {@code none}: every caller may do everything. For a control plane that only its own machine can reach; an
     * entry that other machines can reach refuses this mode.
     */
    record None() implements Authentication {
        @Override
        public Identified identify(List<String> authorization) {
            return new Identified.Known(Principal.ANYBODY);
        }

        @Override
        public Optional<String> trouble() {
            return Optional.empty();
        }
    }

    /**
     * Modes {@code tokens} and {@code oidc}: bearer tokens, whose hashes a file or a secret lists, or which an identity
     * provider has issued.
     */
    record Tokens(TokenCheck check) implements Authentication {

        private static final String SCHEME = "Bearer";

        @Override
        public Optional<String> trouble() {
            return check.trouble();
        }

        @Override
        public Identified identify(List<String> authorization) {
            List<String> bearers = authorization.stream()
                    .filter(Tokens::isBearer)
                    .map(value -> value.substring(SCHEME.length()).strip())
                    .toList();
            if (bearers.isEmpty()) {
                return new Identified.Nobody();
            }
            // Two tokens leave open which caller is meant.
            if (bearers.size() > 1 || authorization.size() > 1) {
                return new Identified.Invalid();
            }
            return check.check(bearers.getFirst());
        }

        private static boolean isBearer(String value) {
            boolean named = value.regionMatches(true, 0, SCHEME, 0, SCHEME.length());
            return named && (value.length() == SCHEME.length() || value.charAt(SCHEME.length()) == ' ');
        }
    }
}
