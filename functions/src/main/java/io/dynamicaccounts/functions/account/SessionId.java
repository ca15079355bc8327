package io.dynamicaccounts.functions.account;

/**
 * One process of an agent, under a random id that it chose at its start.
 *
 * <p>Anything else is an {@link IllegalArgumentException} whose message says what is legal.
 */
public record SessionId(String value) {

    public SessionId {
        Identifier.check("a session", value);
    }

    @Override
    public String toString() {
        return value;
    }
}
