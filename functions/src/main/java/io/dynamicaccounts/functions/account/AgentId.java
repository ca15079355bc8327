package io.dynamicaccounts.functions.account;

/**
 * The configured name of an agent. It outlives the agent's processes, each of which is a {@link SessionId}.
 *
 * <p>Anything else is an {@link IllegalArgumentException} whose message says what is legal.
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
