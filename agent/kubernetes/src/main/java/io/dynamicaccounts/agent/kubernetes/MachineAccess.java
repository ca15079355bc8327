package io.dynamicaccounts.agent.kubernetes;

/** Whether the agent's own configuration permits a definition to use the agent's machine. */
public enum MachineAccess {
    /** The definition is refused with a reason. */
    REFUSED,
    /** The definition is followed. */
    ALLOWED
}
