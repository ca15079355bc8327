package io.dynamicaccounts.functions.transition;

import io.dynamicaccounts.functions.account.Account;
import io.dynamicaccounts.functions.lifecycle.Event;

/** Told of what happened, for metrics and for the log. An implementation returns at once and never throws. */
public interface TransitionListener {

    TransitionListener NONE = new TransitionListener() {
        @Override
        public void moved(Account account) {}

        @Override
        public void refused(Event event) {}
    };

    /** This call moved an account; it is given as it is after the transition, which {@code Past.lastOf} tells. */
    void moved(Account account);

    void refused(Event event);

    /** Tells both. */
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
