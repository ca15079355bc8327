package io.dynamicaccounts.functions.agent;

/** The reason why a call of an agent was rejected. */
public sealed interface AgentRejection {

    /** A newer process holds the agent's id: the calling process must end itself. */
    record Superseded() implements AgentRejection {}

    /** The zone already has as many agents as a zone can hold. */
    record ZoneFull(String detail) implements AgentRejection {}
}
