package io.dynamicaccounts.functions.account;

/**
 * The configured name of an agent. The name stays the same when the agent's process, identified by a
 * {@link SessionId}, is replaced by another.
 *
 * <p>The constructor refuses an illegal id with an {@link IllegalArgumentException} whose message says what is
 * legal.
 */
public record AgentId(String value) implements Comparable<AgentId> {

    public AgentId {
        Identifier.check("an agent id", value);
    }

    @Override
    public int compareTo(AgentId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
