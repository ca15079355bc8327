package io.dynamicaccounts.functions.operator;

import io.dynamicaccounts.functions.Settings;
import io.dynamicaccounts.functions.definition.CredentialSource;
import io.dynamicaccounts.functions.definition.Sealing;
import io.dynamicaccounts.functions.sweep.Sweep;
import io.dynamicaccounts.functions.writing.WriteContext;

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
            WriteContext context, Sealing sealing, CredentialSource source, Sweep sweep, Settings settings) {
        var births = new Births(context, sealing);
        var batches = new Batches(context);
        var accountViews = new AccountViews(context.store());
        var agentViews = new AgentViews(context.store(), settings);
        return new OperatorFunctions(
                new Migrate(source, births),
                new Activate(context, batches),
                new Deactivate(batches),
                new Provision(births),
                new Redefine(context, sealing),
                new Delete(context, batches),
                new ListAccounts(context, accountViews),
                new GetAccount(context.store(), accountViews),
                new Namespaces(context.store()),
                new AccountHistory(context.store()),
                new ListAgents(context, agentViews),
                new GetAgent(context, agentViews),
                new Reassign(batches),
                new Disconnect(context, sweep));
    }
}
