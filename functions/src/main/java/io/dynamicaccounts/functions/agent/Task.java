package io.dynamicaccounts.functions.agent;

import io.dynamicaccounts.functions.account.AccountName;
import io.dynamicaccounts.functions.account.Coded;

/**
 * One line of an agent's complete desired state. The agent drops every account that the desired state does not name.
 *
 * @param generation the generation that the agent reports about; a generation higher than its current one means to
 *     start again
 * @param caching whether this agent is the cacher of the account
 * @param confirm whether the agent must report, even where it has watched the account all along
 * @param failed whether the agent's last received report of this generation was FAILED: an agent that watches the
 *     account reports again, since a late report may have been taken for its last
 */
public record Task(
        AccountName account, long generation, Action action, boolean caching, boolean confirm, boolean failed) {

    /** The action that an agent must take for an account. */
    public enum Action implements Coded {
        WATCH("WATCH"),
        /** Applies also to an account that the agent never watched. */
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
