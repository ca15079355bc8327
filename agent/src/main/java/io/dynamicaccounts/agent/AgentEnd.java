package io.dynamicaccounts.agent;

/**
 * Why an agent has ended.
 *
 * @param detail for a human
 */
public record AgentEnd(Reason reason, String detail) {

    /** The three ways. */
    public enum Reason {
        /** It was asked to. */
        ASKED,
        /** Another process took its id. Starting it again at once would take the id back. */
        SUPERSEDED,
        /** A fault of its own. */
        BROKEN
    }

    /** What a process that was this agent returns: 0 when it was asked to end, 1 otherwise. */
    public int exitCode() {
        return reason == Reason.ASKED ? 0 : 1;
    }
}
