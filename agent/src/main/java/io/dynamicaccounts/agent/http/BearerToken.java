package io.dynamicaccounts.agent.http;

import java.util.Optional;

/** The token that goes with each request. */
public interface BearerToken {

    /** The present one; empty when there is none, in which case requests go without. */
    Optional<String> current();

    /** It was not accepted: if there is any doubt that it is the newest, look again before the next request. */
    void rejected();

    /** No token, for a control plane on this machine that asks for none. */
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
