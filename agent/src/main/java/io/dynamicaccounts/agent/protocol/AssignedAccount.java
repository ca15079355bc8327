package io.dynamicaccounts.agent.protocol;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * The assignment of one account to an agent.
 *
 * @param generation counts the changes that agents must act on; another generation is another definition or another
 *     attempt
 * @param caching whether this agent, of all agents that watch the account, caches the account
 * @param confirm whether the control plane asks for a report even if nothing changes
 * @param failed whether the last report of this generation that the control plane received was FAILED; without
 *     meaning before version 2 of the protocol
 */
public record AssignedAccount(
        @JsonProperty(required = true) String account,
        @JsonProperty(required = true) long generation,
        @JsonProperty(required = true) Action action,
        boolean caching,
        boolean confirm,
        boolean failed) {

    /** Creates an assignment without a reported failure. */
    public AssignedAccount(String account, long generation, Action action, boolean caching, boolean confirm) {
        this(account, generation, action, caching, confirm, false);
    }

    /**
     * The action that the agent takes: watch the account's cluster, or stop the watch even if no watch was ever
     * started.
     */
    public enum Action {
        WATCH,
        STOP
    }
}
