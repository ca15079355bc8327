package io.dynamicaccounts.http;

/**
 * Which tables of the API an entry answers. What it does not is 404 there; the published document tells of all, and so does
 * {@code Allow}.
 */
public enum ApiSurface {
    ALL,

    /** The tables Accounts and Agents. */
    OPERATORS,

    /** The agent protocol. */
    AGENTS;

    boolean answers(Route.Group group) {
        return this == ALL
                || switch (group) {
                    case ACCOUNTS, AGENTS -> this == OPERATORS;
                    case PROTOCOL -> this == AGENTS;
                    case OTHER -> true;
                };
    }

    /** Whether it answers anything at a path. */
    boolean answers(Router.Found found) {
        return found.methods().values().stream().anyMatch(route -> answers(route.group()));
    }
}
