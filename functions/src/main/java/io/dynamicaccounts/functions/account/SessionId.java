package io.dynamicaccounts.functions.account;

/**
 * One process of an agent, under a random id that it chose at its start.
 *
 * @throws IllegalArgumentException when the value is not a legal name; the message says what is
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
