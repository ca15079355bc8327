package io.dynamicaccounts.functions.agent;

/** Why an agent's call was turned away. */
public sealed interface AgentRejection {

    /** A newer process holds the agent's id: this one must end itself. */
    record Superseded() implements AgentRejection {}

    /** The zone has as many agents as it can hold. */
    record ZoneFull(String detail) implements AgentRejection {}
}
