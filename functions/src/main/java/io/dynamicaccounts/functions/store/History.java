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
 * Past transitions, written after they happened and never in their way. The newest of an account is always in the account
 * itself; a crash may leave a gap of one below it.
 */
public interface History {

    /**
     * One past transition.
     *
     * @param version the account's version after it
     * @param time when, by the control plane's clock
     * @param from the standing before
     * @param to the standing after
     * @param actor who caused it
     * @param message what it said to a human
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

        /** The last transition of an account. */
        public static PastTransition lastOf(Account account) {
            return new PastTransition(
                    account.name(),
                    account.version(),
                    account.updated(),
                    Coded.of(Event.class, account.text(Attribute.EVENT).orElseThrow()),
                    account.text(Attribute.PREVIOUS_STATE)
                            .map(it -> Coded.of(AccountState.class, it))
                            .orElse(AccountState.REMOVED),
                    account.state(),
                    account.text(Attribute.ACTOR).orElseThrow(),
                    account.message());
        }
    }

    /** Writes these, each under account and version; writing one again changes nothing. */
    void append(Collection<PastTransition> transitions);

    /** Up to {@code limit} of an account, the newest first. */
    List<PastTransition> of(AccountName account, int limit);

    /** Forgets what is older than an instant; stores that expire by themselves do nothing. */
    void forgetBefore(Instant time);
}
