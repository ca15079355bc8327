package io.dynamicaccounts.functions;

import io.dynamicaccounts.functions.ControlPlane.Caller;
import io.dynamicaccounts.functions.agent.FetchDefinitions;
import io.dynamicaccounts.functions.agent.Goodbye;
import io.dynamicaccounts.functions.agent.Poll;
import io.dynamicaccounts.functions.agent.Report;
import io.dynamicaccounts.functions.credential.CreateCredential;
import io.dynamicaccounts.functions.credential.CredentialHistory;
import io.dynamicaccounts.functions.credential.CredentialsOfType;
import io.dynamicaccounts.functions.credential.DeleteCredential;
import io.dynamicaccounts.functions.credential.GetCredential;
import io.dynamicaccounts.functions.credential.ListCredentials;
import io.dynamicaccounts.functions.credential.ReplaceCredential;
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
import io.dynamicaccounts.functions.operator.ListSourceAccounts;
import io.dynamicaccounts.functions.operator.ListSources;
import io.dynamicaccounts.functions.operator.Migrate;
import io.dynamicaccounts.functions.operator.Namespaces;
import io.dynamicaccounts.functions.operator.Provision;
import io.dynamicaccounts.functions.operator.Reassign;
import io.dynamicaccounts.functions.operator.Redefine;
import io.dynamicaccounts.functions.operator.Scan;
import io.dynamicaccounts.functions.sweep.Sweep;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * One row of the table of functions: the name an operator would use for the function, its caller, its input and
 * output types, and its constructor. Nothing else lists the functions.
 */
public final class FunctionName<I, O> {

    private static final List<FunctionName<?, ?>> ROWS = new ArrayList<>();

    public static final FunctionName<Migrate.Request, Migrate.Result> MIGRATE =
            row("migrate", Caller.OPERATORS, Migrate.Request.class, Migrate.Result.class, Migrate::new);
    public static final FunctionName<Activate.Request, BatchOutcome> ACTIVATE =
            row("activate", Caller.OPERATORS, Activate.Request.class, BatchOutcome.class, Activate::new);
    public static final FunctionName<Deactivate.Request, BatchOutcome> DEACTIVATE =
            row("deactivate", Caller.OPERATORS, Deactivate.Request.class, BatchOutcome.class, Deactivate::new);
    public static final FunctionName<Provision.Request, BatchOutcome> PROVISION =
            row("provision", Caller.OPERATORS, Provision.Request.class, BatchOutcome.class, Provision::new);
    public static final FunctionName<Redefine.Request, Redefine.Result> REDEFINE =
            row("redefine", Caller.OPERATORS, Redefine.Request.class, Redefine.Result.class, Redefine::new);
    public static final FunctionName<Delete.Request, BatchOutcome> DELETE =
            row("delete", Caller.OPERATORS, Delete.Request.class, BatchOutcome.class, Delete::new);
    public static final FunctionName<ListAccounts.Request, ListAccounts.Result> LIST =
            row("list", Caller.OPERATORS, ListAccounts.Request.class, ListAccounts.Result.class, ListAccounts::new);
    public static final FunctionName<GetAccount.Request, GetAccount.Result> GET =
            row("get", Caller.OPERATORS, GetAccount.Request.class, GetAccount.Result.class, GetAccount::new);
    public static final FunctionName<Namespaces.Request, Namespaces.Result> NAMESPACES =
            row("namespaces", Caller.OPERATORS, Namespaces.Request.class, Namespaces.Result.class, Namespaces::new);
    public static final FunctionName<AccountHistory.Request, AccountHistory.Result> HISTORY = row(
            "history",
            Caller.OPERATORS,
            AccountHistory.Request.class,
            AccountHistory.Result.class,
            AccountHistory::new);
    public static final FunctionName<ListAgents.Request, ListAgents.Result> AGENTS =
            row("agents", Caller.OPERATORS, ListAgents.Request.class, ListAgents.Result.class, ListAgents::new);
    public static final FunctionName<GetAgent.Request, GetAgent.Result> AGENT =
            row("agent", Caller.OPERATORS, GetAgent.Request.class, GetAgent.Result.class, GetAgent::new);
    public static final FunctionName<Reassign.Request, BatchOutcome> REASSIGN =
            row("reassign", Caller.OPERATORS, Reassign.Request.class, BatchOutcome.class, Reassign::new);
    public static final FunctionName<Disconnect.Request, Disconnect.Result> DISCONNECT =
            row("disconnect", Caller.OPERATORS, Disconnect.Request.class, Disconnect.Result.class, Disconnect::new);
    public static final FunctionName<ListSources.Request, ListSources.Result> SOURCES =
            row("sources", Caller.OPERATORS, ListSources.Request.class, ListSources.Result.class, ListSources::new);
    public static final FunctionName<ListSourceAccounts.Request, ListSourceAccounts.Result> SOURCE_ACCOUNTS = row(
            "source-accounts",
            Caller.OPERATORS,
            ListSourceAccounts.Request.class,
            ListSourceAccounts.Result.class,
            ListSourceAccounts::new);
    public static final FunctionName<ListCredentials.Request, ListCredentials.Result> CREDENTIALS = row(
            "credentials",
            Caller.OPERATORS,
            ListCredentials.Request.class,
            ListCredentials.Result.class,
            ListCredentials::new);
    public static final FunctionName<GetCredential.Request, GetCredential.Result> CREDENTIAL = row(
            "credential",
            Caller.OPERATORS,
            GetCredential.Request.class,
            GetCredential.Result.class,
            GetCredential::new);
    public static final FunctionName<CredentialsOfType.Request, CredentialsOfType.Result> CREDENTIALS_OF_TYPE = row(
            "credentials-of-type",
            Caller.OPERATORS,
            CredentialsOfType.Request.class,
            CredentialsOfType.Result.class,
            CredentialsOfType::new);
    public static final FunctionName<CreateCredential.Request, CreateCredential.Result> CREATE_CREDENTIAL = row(
            "create-credential",
            Caller.OPERATORS,
            CreateCredential.Request.class,
            CreateCredential.Result.class,
            CreateCredential::new);
    public static final FunctionName<ReplaceCredential.Request, ReplaceCredential.Result> REPLACE_CREDENTIAL = row(
            "replace-credential",
            Caller.OPERATORS,
            ReplaceCredential.Request.class,
            ReplaceCredential.Result.class,
            ReplaceCredential::new);
    public static final FunctionName<DeleteCredential.Request, DeleteCredential.Result> DELETE_CREDENTIAL = row(
            "delete-credential",
            Caller.OPERATORS,
            DeleteCredential.Request.class,
            DeleteCredential.Result.class,
            DeleteCredential::new);
    public static final FunctionName<CredentialHistory.Request, CredentialHistory.Result> CREDENTIAL_HISTORY = row(
            "credential-history",
            Caller.OPERATORS,
            CredentialHistory.Request.class,
            CredentialHistory.Result.class,
            CredentialHistory::new);
    public static final FunctionName<Poll.Request, Poll.Result> POLL =
            row("poll", Caller.AGENTS, Poll.Request.class, Poll.Result.class, Poll::new);
    public static final FunctionName<FetchDefinitions.Request, FetchDefinitions.Result> DEFINITIONS = row(
            "definitions",
            Caller.AGENTS,
            FetchDefinitions.Request.class,
            FetchDefinitions.Result.class,
            FetchDefinitions::new);
    public static final FunctionName<Report.Request, Report.Result> REPORT =
            row("report", Caller.AGENTS, Report.Request.class, Report.Result.class, Report::new);
    public static final FunctionName<Goodbye.Request, Goodbye.Result> GOODBYE =
            row("goodbye", Caller.AGENTS, Goodbye.Request.class, Goodbye.Result.class, Goodbye::new);
    public static final FunctionName<Sweep.Request, Sweep.Result> SWEEP =
            row("sweep", Caller.SCHEDULE, Sweep.Request.class, Sweep.Result.class, Sweep::new);

    public static final FunctionName<Scan.Request, Scan.Result> SCAN =
            row("scan", Caller.SCAN, Scan.Request.class, Scan.Result.class, Scan::new);

    /** The list of all functions. */
    public static final List<FunctionName<?, ?>> ALL = List.copyOf(ROWS);

    private final String value;
    private final Caller caller;
    private final Class<I> input;
    private final Class<O> output;
    private final Function<SharedComponents, Function<I, O>> constructor;

    private FunctionName(
            String value,
            Caller caller,
            Class<I> input,
            Class<O> output,
            Function<SharedComponents, Function<I, O>> constructor) {
        this.value = value;
        this.caller = caller;
        this.input = input;
        this.output = output;
        this.constructor = constructor;
    }

    private static <I, O> FunctionName<I, O> row(
            String value,
            Caller caller,
            Class<I> input,
            Class<O> output,
            Function<SharedComponents, Function<I, O>> constructor) {
        var row = new FunctionName<>(value, caller, input, output, constructor);
        ROWS.add(row);
        return row;
    }

    /** Returns the name as text: the name of the bean, which {@code spring.cloud.function.definition} selects. */
    public String value() {
        return value;
    }

    /** Returns the caller of the function. */
    public Caller caller() {
        return caller;
    }

    /** Returns the type that the function takes. */
    public Class<I> input() {
        return input;
    }

    /** Returns the type that the function returns. */
    public Class<O> output() {
        return output;
    }

    /** Returns the function, newly built over the shared components. */
    Function<I, O> create(SharedComponents shared) {
        return constructor.apply(shared);
    }

    @Override
    public String toString() {
        return value;
    }
}
