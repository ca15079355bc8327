package io.dynamicaccounts.functions.account;

/**
 * The configured name of an agent. It outlives the agent's processes, each of which is a {@link SessionId}.
 *
 * @throws IllegalArgumentException when the value is not a legal name; the message says what is
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
