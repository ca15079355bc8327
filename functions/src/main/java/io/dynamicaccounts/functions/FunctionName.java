package io.dynamicaccounts.functions;

import io.dynamicaccounts.functions.agent.FetchDefinitions;
import io.dynamicaccounts.functions.agent.Goodbye;
import io.dynamicaccounts.functions.agent.Poll;
import io.dynamicaccounts.functions.agent.Report;
import io.dynamicaccounts.functions.operator.AccountHistory;
import io.dynamicaccounts.functions.operator.Activate;
import io.dynamicaccounts.functions.operator.BatchOutcome;
import io.dynamicaccounts.functions.operator.Deactivate;
import io.dynamicaccounts.functions.operator.Delete;
import io.dynamicaccounts.functions.operator.Disconnect;
import io.dynamicaccounts.functions.operator.GetAccount;
import io.dynamicaccounts.functions.operator.GetAgent;
import io.dynamicaccounts.functions.operator.ListAccounts;
import io.dynamicaccounts.functions.operator.ListAgents;
import io.dynamicaccounts.functions.operator.Migrate;
import io.dynamicaccounts.functions.operator.Namespaces;
import io.dynamicaccounts.functions.operator.Provision;
import io.dynamicaccounts.functions.operator.Reassign;
import io.dynamicaccounts.functions.operator.Redefine;
import io.dynamicaccounts.functions.sweep.Sweep;
import java.util.List;

/**
 * The name an operator would use for a function, with the types it takes and gives.
 *
 * @param value the bean name, and what {@code spring.cloud.function.definition} selects
 */
public record FunctionName<I, O>(String value, Class<I> input, Class<O> output) {

    public static final FunctionName<Migrate.Request, Migrate.Result> MIGRATE =
            new FunctionName<>("migrate", Migrate.Request.class, Migrate.Result.class);
    public static final FunctionName<Activate.Request, BatchOutcome> ACTIVATE =
            new FunctionName<>("activate", Activate.Request.class, BatchOutcome.class);
    public static final FunctionName<Deactivate.Request, BatchOutcome> DEACTIVATE =
            new FunctionName<>("deactivate", Deactivate.Request.class, BatchOutcome.class);
    public static final FunctionName<Provision.Request, BatchOutcome> PROVISION =
            new FunctionName<>("provision", Provision.Request.class, BatchOutcome.class);
    public static final FunctionName<Redefine.Request, Redefine.Result> REDEFINE =
            new FunctionName<>("redefine", Redefine.Request.class, Redefine.Result.class);
    public static final FunctionName<Delete.Request, BatchOutcome> DELETE =
            new FunctionName<>("delete", Delete.Request.class, BatchOutcome.class);
    public static final FunctionName<ListAccounts.Request, ListAccounts.Result> LIST =
            new FunctionName<>("list", ListAccounts.Request.class, ListAccounts.Result.class);
    public static final FunctionName<GetAccount.Request, GetAccount.Result> GET =
            new FunctionName<>("get", GetAccount.Request.class, GetAccount.Result.class);
    public static final FunctionName<Namespaces.Request, Namespaces.Result> NAMESPACES =
            new FunctionName<>("namespaces", Namespaces.Request.class, Namespaces.Result.class);
    public static final FunctionName<AccountHistory.Request, AccountHistory.Result> HISTORY =
            new FunctionName<>("history", AccountHistory.Request.class, AccountHistory.Result.class);
    public static final FunctionName<ListAgents.Request, ListAgents.Result> AGENTS =
            new FunctionName<>("agents", ListAgents.Request.class, ListAgents.Result.class);
    public static final FunctionName<GetAgent.Request, GetAgent.Result> AGENT =
            new FunctionName<>("agent", GetAgent.Request.class, GetAgent.Result.class);
    public static final FunctionName<Reassign.Request, BatchOutcome> REASSIGN =
            new FunctionName<>("reassign", Reassign.Request.class, BatchOutcome.class);
    public static final FunctionName<Disconnect.Request, Disconnect.Result> DISCONNECT =
            new FunctionName<>("disconnect", Disconnect.Request.class, Disconnect.Result.class);
    public static final FunctionName<Poll.Request, Poll.Result> POLL =
            new FunctionName<>("poll", Poll.Request.class, Poll.Result.class);
    public static final FunctionName<FetchDefinitions.Request, FetchDefinitions.Result> DEFINITIONS =
            new FunctionName<>("definitions", FetchDefinitions.Request.class, FetchDefinitions.Result.class);
    public static final FunctionName<Report.Request, Report.Result> REPORT =
            new FunctionName<>("report", Report.Request.class, Report.Result.class);
    public static final FunctionName<Goodbye.Request, Goodbye.Result> GOODBYE =
            new FunctionName<>("goodbye", Goodbye.Request.class, Goodbye.Result.class);
    public static final FunctionName<Sweep.Request, Sweep.Result> SWEEP =
            new FunctionName<>("sweep", Sweep.Request.class, Sweep.Result.class);

    /** Every function there is. */
    public static final List<FunctionName<?, ?>> ALL = List.of(
            MIGRATE,
            ACTIVATE,
            DEACTIVATE,
            PROVISION,
            REDEFINE,
            DELETE,
            LIST,
            GET,
            NAMESPACES,
            HISTORY,
            AGENTS,
            AGENT,
            REASSIGN,
            DISCONNECT,
            POLL,
            DEFINITIONS,
            REPORT,
            GOODBYE,
            SWEEP);
}
