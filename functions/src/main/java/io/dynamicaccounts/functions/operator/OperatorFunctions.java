package io.dynamicaccounts.functions.operator;

import io.dynamicaccounts.functions.Settings;
import io.dynamicaccounts.functions.definition.CredentialSource;
import io.dynamicaccounts.functions.definition.DefinitionEncryption;
import io.dynamicaccounts.functions.sweep.Sweep;
import io.dynamicaccounts.functions.transition.WriteContext;

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
            WriteContext context,
            DefinitionEncryption encryption,
            CredentialSource source,
            Sweep sweep,
            Settings settings) {
        var accountCreation = new AccountCreation(context, encryption);
        var batches = new BatchTransitions(context);
        var accountViews = new AccountViews(context.store());
        var agentViews = new AgentViews(context.store(), settings);
        return new OperatorFunctions(
                new Migrate(source, accountCreation),
                new Activate(context, batches),
                new Deactivate(batches),
                new Provision(accountCreation),
                new Redefine(context, encryption),
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
