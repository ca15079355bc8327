package io.dynamicaccounts.http.auth;

import java.util.List;
import java.util.Optional;

/** How callers prove who they are; {@code auth.mode} chooses. */
public sealed interface Authentication {

    /**
     * Who sent a request with these {@code Authorization} headers. Never throws, and neither logs nor keeps a token.
     *
     * @param authorization the values of all {@code Authorization} headers of the request
     */
    Identified identify(List<String> authorization);

    /** What is wrong with what callers are checked by, and what holds meanwhile, for anybody to read; empty where nothing is. */
    Optional<String> trouble();

    /** What the headers came to. */
    sealed interface Identified {

        record Known(Principal principal) implements Identified {}

        /** No bearer token was sent. */
        record Nobody() implements Identified {}

        /** The token is unknown or has expired, or several were sent. */
        record Invalid() implements Identified {}
    }

    /**
     * Mode {@code none}: everybody may do everything. For a control plane that only its own machine can reach; whoever binds the
     * port refuses it elsewhere.
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

    /** Mode {@code tokens}: bearer tokens whose hashes a file, or a secret, lists. */
    record Tokens(KnownTokens known) implements Authentication {

        private static final String SCHEME = "Bearer";

        @Override
        public Optional<String> trouble() {
            return known.trouble();
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
            // Two tokens leave open who is meant.
            if (bearers.size() > 1 || authorization.size() > 1) {
                return new Identified.Invalid();
            }
            return known.owner(bearers.getFirst())
                    .<Identified>map(Identified.Known::new)
                    .orElseGet(Identified.Invalid::new);
        }

        private static boolean isBearer(String value) {
            boolean named = value.regionMatches(true, 0, SCHEME, 0, SCHEME.length());
            return named && (value.length() == SCHEME.length() || value.charAt(SCHEME.length()) == ' ');
        }
    }
}
