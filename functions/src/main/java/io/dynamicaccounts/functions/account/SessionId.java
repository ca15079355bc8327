package io.dynamicaccounts.functions.account;

/**
 * The random id that one process of an agent chose at its start.
 *
 * <p>The constructor refuses an illegal id with an {@link IllegalArgumentException} whose message says what is
 * legal.
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
