package io.dynamicaccounts.http;

import io.dynamicaccounts.http.auth.Scope;
import io.dynamicaccounts.http.endpoint.Description;
import io.dynamicaccounts.http.endpoint.Endpoint;
import java.util.Optional;

/**
 * One row of the route table.
 *
 * @param scope the scope that a token needs; empty where no token is needed
 * @param operationId the name of the route in the published document
 * @param description the endpoint's description, made once
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

    /** The groups of routes in the published document. */
    enum Group {
        ACCOUNTS("Accounts"),
        AGENTS("Agents"),
        CREDENTIALS("Credentials"),
        PROTOCOL("Agent protocol"),
        OTHER("Everything else");

        private final String title;

        Group(String title) {
            this.title = title;
        }

        String title() {
            return title;
        }

        /** Returns whether the routes of the group answer 501 while the feature is off. */
        boolean endsWithFeature() {
            return switch (this) {
                case ACCOUNTS, AGENTS -> true;
                case CREDENTIALS, PROTOCOL, OTHER -> false;
            };
        }
    }
}
