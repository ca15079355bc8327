package io.dynamicaccounts.agent;

/**
 * The reason why an agent has ended.
 *
 * @param detail the reason in words, for a human
 */
public record AgentEnd(Reason reason, String detail) {

    /** The kinds of reasons. */
    public enum Reason {
        /** Its process asked the agent to end. */
        ASKED,
        /** Another process took the agent's id. An agent that started again at once would take the id back. */
        SUPERSEDED,
        /** The agent itself failed. */
        BROKEN
    }

    /** Returns the exit code of the agent's process: 0 when the agent was asked to end, 1 otherwise. */
    public int exitCode() {
        return reason == Reason.ASKED ? 0 : 1;
    }
}
