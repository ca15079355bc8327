package io.dynamicaccounts.functions.operator;

import io.dynamicaccounts.functions.Settings;
import io.dynamicaccounts.functions.definition.CredentialSource;
import io.dynamicaccounts.functions.definition.Sealing;
import io.dynamicaccounts.functions.sweep.Sweep;
import io.dynamicaccounts.functions.writing.Writing;

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
            Writing writing, Sealing sealing, CredentialSource source, Sweep sweep, Settings settings) {
        var births = new Births(writing, sealing);
        var batches = new Batches(writing);
        var accountViews = new AccountViews(writing.store());
        var agentViews = new AgentViews(writing.store(), settings);
        return new OperatorFunctions(
                new Migrate(source, births),
                new Activate(writing, batches),
                new Deactivate(batches),
                new Provision(births),
                new Redefine(writing, sealing),
                new Delete(writing, batches),
                new ListAccounts(writing, accountViews),
                new GetAccount(writing.store(), accountViews),
                new Namespaces(writing.store()),
                new AccountHistory(writing.store()),
                new ListAgents(writing, agentViews),
                new GetAgent(writing, agentViews),
                new Reassign(batches),
                new Disconnect(writing, sweep));
    }
}
