package io.dynamicaccounts.agent.kubernetes;

/** Whether the agent's own configuration allows what a definition asks of the agent's machine. */
public enum MachineAccess {
    /** Refused, with a reason that says so. */
    REFUSED,
    /** Done as the definition says. */
    ALLOWED
}
