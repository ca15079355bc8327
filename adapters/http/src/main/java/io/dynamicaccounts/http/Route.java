package io.dynamicaccounts.http;

import io.dynamicaccounts.http.auth.Scope;
import io.dynamicaccounts.http.endpoint.Description;
import io.dynamicaccounts.http.endpoint.Endpoint;
import java.util.Optional;

/**
 * One row of the route table.
 *
 * @param scope what a token needs; empty where none is needed at all
 * @param operationId its name in the published document
 * @param description the endpoint's own, made once
 */
record Route<I>(
        Method method,
        PathTemplate path,
        Group group,
        Optional<Scope> scope,
        String operationId,
        Endpoint<I> endpoint,
        Description<I> description) {

    enum Method {
        GET,
        POST,
        PUT,
        PATCH,
        DELETE
    }

    /** The tables of the contract. */
    enum Group {
        ACCOUNTS("Accounts"),
        AGENTS("Agents"),
        PROTOCOL("Agent protocol"),
        OTHER("Everything else");

        private final String title;

        Group(String title) {
            this.title = title;
        }

        String title() {
            return title;
        }

        /** Whether it answers 501 while the feature is off. */
        boolean endsWithFeature() {
            return switch (this) {
                case ACCOUNTS, AGENTS -> true;
                case PROTOCOL, OTHER -> false;
            };
        }
    }
}
