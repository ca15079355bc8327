package io.dynamicaccounts.agent.protocol;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * What an agent shall do about one account.
 *
 * @param generation counts what agents must act on; another generation is another definition or another attempt
 * @param caching whether this agent, of all that watch the account, is the one that caches it
 * @param confirm whether a report is wanted even if nothing changes here
 * @param failed whether the last report of this generation that was heard was FAILED; says nothing before version 2 of the protocol
 */
public record AssignedAccount(
        @JsonProperty(required = true) String account,
        @JsonProperty(required = true) long generation,
        @JsonProperty(required = true) Action action,
        boolean caching,
        boolean confirm,
        boolean failed) {

    /** An assignment of which no failure was heard. */
    public AssignedAccount(String account, long generation, Action action, boolean caching, boolean confirm) {
        this(account, generation, action, caching, confirm, false);
    }

    /** Watch the account's cluster, or stop doing so even if it was never watched. */
    public enum Action {
        WATCH,
        STOP
    }
}
