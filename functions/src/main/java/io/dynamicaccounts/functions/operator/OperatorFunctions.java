package io.dynamicaccounts.functions.operator;

import io.dynamicaccounts.functions.Settings;
import io.dynamicaccounts.functions.definition.CredentialSource;
import io.dynamicaccounts.functions.definition.Sealing;
import io.dynamicaccounts.functions.lifecycle.Timing;
import io.dynamicaccounts.functions.store.Store;
import io.dynamicaccounts.functions.sweep.Sweep;
import io.dynamicaccounts.functions.writing.Parallel;
import io.dynamicaccounts.functions.writing.Publisher;
import io.dynamicaccounts.functions.writing.Removal;
import io.dynamicaccounts.functions.writing.Transitions;
import java.time.InstantSource;
import java.util.function.Supplier;

/** The functions that operators call, put together. */
public record OperatorFunctions(
        Migrate migrate,
        Activate activate,
        Deactivate deactivate,
        Provision provision,
        Redefine redefine,
        Delete delete,
        ListAccounts list,
        GetAccount get,
        Namespaces namespaces,
        AccountHistory history,
        ListAgents agents,
        GetAgent agent,
        Reassign reassign,
        Disconnect disconnect) {

    /** Builds them over these parts. */
    public static OperatorFunctions over(
            Store store,
            Transitions transitions,
            Publisher publisher,
            Removal removal,
            Sealing sealing,
            CredentialSource source,
            Sweep sweep,
            Parallel parallel,
            Settings settings,
            Supplier<String> tokens,
            InstantSource clock) {
        Timing timing = settings.timing();
        var births = new Births(store, transitions, publisher, sealing, parallel, timing, tokens, clock);
        var batches = new Batches(transitions, publisher, removal, parallel, timing, clock);
        var accountViews = new AccountViews(store);
        var agentViews = new AgentViews(store, settings);
        return new OperatorFunctions(
                new Migrate(source, births),
                new Activate(store, transitions, batches, timing, clock),
                new Deactivate(batches),
                new Provision(births),
                new Redefine(store, transitions, publisher, sealing, timing, tokens, clock),
                new Delete(batches),
                new ListAccounts(store, accountViews, clock),
                new GetAccount(store, accountViews),
                new Namespaces(store),
                new AccountHistory(store),
                new ListAgents(store, agentViews, clock),
                new GetAgent(store, agentViews, clock),
                new Reassign(batches),
                new Disconnect(store, sweep, clock));
    }
}
