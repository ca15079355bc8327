package io.dynamicaccounts.http;

/**
 * The part of the API that an entry answers. Paths outside this part are 404 there; the published document lists all
 * paths, and {@code Allow} all methods of a path.
 */
public enum ApiSurface {
    ALL,

    /** The tables Accounts, Agents and Credentials. */
    OPERATORS,

    /** The agent protocol. */
    AGENTS;

    /** Returns whether the entry answers the routes of a group. */
    boolean answers(Route.Group group) {
        return this == ALL
                || switch (group) {
                    case ACCOUNTS, AGENTS, CREDENTIALS -> this == OPERATORS;
                    case PROTOCOL -> this == AGENTS;
                    case OTHER -> true;
                };
    }

    /** Returns whether the entry answers any method of a path. */
    boolean answers(Router.Found found) {
        return found.methods().values().stream().anyMatch(route -> answers(route.group()));
    }
}
