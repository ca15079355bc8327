package io.dynamicaccounts.functions.agent;

import io.dynamicaccounts.functions.account.AccountName;
import io.dynamicaccounts.functions.account.Coded;

/**
 * One line of an agent's complete desired state: what it does not name, the agent drops.
 *
 * @param generation what the agent reports about; a higher one than it acts on means to begin anew
 * @param caching whether this agent is the one that caches the account
 * @param confirm whether a report is wanted, also when the agent has done so all along
 * @param failed whether the agent's last report of this generation, as far as it was heard, was FAILED: an agent that knows better
 *     reports again, since a late report may have been taken for its last
 */
public record Task(
        AccountName account, long generation, Action action, boolean caching, boolean confirm, boolean failed) {

    public enum Action implements Coded {
        WATCH("WATCH"),
        /** Applies also to what the agent never knew. */
        STOP("STOP");

        private final String code;

        Action(String code) {
            this.code = code;
        }

        @Override
        public String code() {
            return code;
        }
    }
}
