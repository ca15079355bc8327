package io.dynamicaccounts.functions.transition;

import io.dynamicaccounts.functions.account.Account;
import io.dynamicaccounts.functions.lifecycle.Event;

/**
 * Receives each transition and each refused event, for metrics and for the log. An implementation returns at once
 * and never throws.
 */
public interface TransitionListener {

    TransitionListener NONE = new TransitionListener() {
        @Override
        public void moved(Account account) {}

        @Override
        public void refused(Event event) {}
    };

    /**
     * Receives an account that a transition has moved.
     *
     * @param account the account after the transition; {@code PastTransition.lastOf} returns the transition
     */
    void moved(Account account);

    /** Receives an event that the lifecycle table refused. */
    void refused(Event event);

    /** Returns a listener that calls this listener and then the other one. */
    default TransitionListener and(TransitionListener other) {
        TransitionListener first = this;
        return new TransitionListener() {
            @Override
            public void moved(Account account) {
                first.moved(account);
                other.moved(account);
            }

            @Override
            public void refused(Event event) {
                first.refused(event);
                other.refused(event);
            }
        };
    }
}
