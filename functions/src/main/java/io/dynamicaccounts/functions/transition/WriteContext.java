package io.dynamicaccounts.functions.transition;

import io.dynamicaccounts.functions.account.Account;
import io.dynamicaccounts.functions.account.AgentName;
import io.dynamicaccounts.functions.lifecycle.EventFacts;
import io.dynamicaccounts.functions.lifecycle.Timing;
import io.dynamicaccounts.functions.store.AccountNames;
import io.dynamicaccounts.functions.store.Store;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What every function that moves accounts stands on.
 *
 * @param tokens gives a token that was never given before
 */
public record WriteContext(
        Store store,
        Transitions transitions,
        Publisher publisher,
        AssignmentRepair repair,
        TombstoneCleanup cleanup,
        Parallel parallel,
        Timing timing,
        Supplier<String> tokens,
        InstantSource clock) {

    /** Puts it together over one store. */
    public static WriteContext create(
            Store store,
            Parallel parallel,
            Timing timing,
            TransitionListener listener,
            Supplier<String> tokens,
            InstantSource clock) {
        var publisher = new Publisher(store, parallel, timing);
        return new WriteContext(
                store,
                new Transitions(store.accounts(), tokens, listener),
                publisher,
                new AssignmentRepair(store.assignments(), publisher),
                new TombstoneCleanup(store),
                parallel,
                timing,
                tokens,
                clock);
    }

    /** The time by the control plane's clock: the only one that counts. */
    public Instant now() {
        return clock.instant();
    }

    /** Publishes what moved, and finishes what was removed by it. */
    public void publish(Collection<Account> moved, Instant now) {
        publisher.publish(moved);
        List<Account> removed =
                moved.stream().filter(account -> !account.exists()).toList();
        parallel.map(removed, account -> {
            cleanup.cleanUp(account, now);
            return account;
        });
    }

    /**
     * Writes the name of an account that began another life once more: it was written before the account, so an earlier life that
     * was written and removed in between may have taken it along.
     */
    public void rewriteName(TransitionResult birth, AccountNames.Entry name) {
        birth.moved()
                .filter(account -> account.version() > 1)
                .ifPresent(account -> store.names().put(name));
    }

    /** Returns what the facts of an attempt by this agent begin with. */
    public EventFacts facts(AgentName agent, Instant now) {
        return facts(agent.toString(), now);
    }

    /** Returns what the facts of an attempt by this actor begin with. */
    public EventFacts facts(String actor, Instant now) {
        return new EventFacts(actor, now, timing, Optional.empty());
    }
}
