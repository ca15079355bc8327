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
 * The components that every function that moves accounts uses.
 *
 * @param tokens never supplies the same token twice
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

    /** Builds the components over one store. */
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

    /** Returns the time by the control plane's clock, the only clock that counts. */
    public Instant now() {
        return clock.instant();
    }

    /** Publishes the moved accounts, and cleans up after those of them that were removed. */
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
     * Writes the name of a new account again where an earlier account of this name existed. The name was written
     * before the account: if an earlier account was written and removed in between, its removal may have deleted the
     * name.
     */
    public void rewriteName(TransitionResult creation, AccountNames.Entry name) {
        creation.moved()
                .filter(account -> account.version() > 1)
                .ifPresent(account -> store.names().put(name));
    }

    /** Returns the facts to begin with in an attempt by this agent. */
    public EventFacts facts(AgentName agent, Instant now) {
        return facts(agent.toString(), now);
    }

    /** Returns the facts to begin with in an attempt by this actor. */
    public EventFacts facts(String actor, Instant now) {
        return new EventFacts(actor, now, timing, Optional.empty());
    }
}
