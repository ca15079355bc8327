package io.dynamicaccounts.functions.store;

import io.dynamicaccounts.functions.account.Account;
import io.dynamicaccounts.functions.account.AccountName;
import io.dynamicaccounts.functions.account.AccountState;
import io.dynamicaccounts.functions.account.Attribute;
import io.dynamicaccounts.functions.account.Coded;
import io.dynamicaccounts.functions.lifecycle.Event;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * The past transitions, written after they happened, so that they never delay a transition. The newest transition of
 * an account is always in the account itself; a crash may leave a gap of one below it.
 */
public interface History {

    /**
     * The record of one past transition.
     *
     * @param version the account's version after the transition
     * @param time when the transition was written, by the control plane's clock
     * @param from the state before
     * @param to the state after
     * @param actor the operator, agent or function that caused the transition
     * @param message the text for operators
     */
    record PastTransition(
            AccountName account,
            long version,
            Instant time,
            Event event,
            AccountState from,
            AccountState to,
            String actor,
            Optional<String> message) {

        /** Returns the last transition of an account. */
        public static PastTransition lastOf(Account account) {
            return new PastTransition(
                    account.name(),
                    account.version(),
                    account.updated(),
                    Coded.of(Event.class, account.text(Attribute.EVENT).orElseThrow()),
                    account.text(Attribute.PREVIOUS_STATE)
                            .map(code -> Coded.of(AccountState.class, code))
                            .orElse(AccountState.REMOVED),
                    account.state(),
                    account.text(Attribute.ACTOR).orElseThrow(),
                    account.message());
        }
    }

    /** Writes these transitions, each under its account and version; writing a transition again changes nothing. */
    void append(Collection<PastTransition> transitions);

    /** Returns up to {@code limit} transitions of an account, the newest first. */
    List<PastTransition> of(AccountName account, int limit);

    /** Deletes transitions that are older than a time; stores that expire items by themselves do nothing. */
    void forgetBefore(Instant time);
}
