package io.dynamicaccounts.agent.http;

import java.util.Optional;

/** The token that an agent sends with each request. */
public interface BearerToken {

    /** Returns the token to send; empty when there is no token, in which case requests are sent without. */
    Optional<String> current();

    /**
     * Reports that the control plane did not accept the token. A token that may have changed is read again before the
     * next request.
     */
    void rejected();

    /** Returns a source without a token, for a control plane on this machine that asks for no token. */
    static BearerToken none() {
        return new BearerToken() {
            @Override
            public Optional<String> current() {
                return Optional.empty();
            }

            @Override
            public void rejected() {}
        };
    }
}
