package io.dynamicaccounts.http;

import static io.dynamicaccounts.http.Route.Group.ACCOUNTS;
import static io.dynamicaccounts.http.Route.Group.AGENTS;
import static io.dynamicaccounts.http.Route.Group.CREDENTIALS;
import static io.dynamicaccounts.http.Route.Group.OTHER;
import static io.dynamicaccounts.http.Route.Group.PROTOCOL;
import static io.dynamicaccounts.http.Route.Method.DELETE;
import static io.dynamicaccounts.http.Route.Method.GET;
import static io.dynamicaccounts.http.Route.Method.PATCH;
import static io.dynamicaccounts.http.Route.Method.POST;
import static io.dynamicaccounts.http.Route.Method.PUT;
import static io.dynamicaccounts.http.auth.Scope.ACCOUNTS_READ;
import static io.dynamicaccounts.http.auth.Scope.ACCOUNTS_WRITE;
import static io.dynamicaccounts.http.auth.Scope.AGENT;
import static io.dynamicaccounts.http.auth.Scope.CREDENTIALS_READ;
import static io.dynamicaccounts.http.auth.Scope.CREDENTIALS_WRITE;

import io.dynamicaccounts.functions.Functions;
import io.dynamicaccounts.functions.credential.ReplaceCredential.WhereMissing;
import io.dynamicaccounts.http.Route.Group;
import io.dynamicaccounts.http.Route.Method;
import io.dynamicaccounts.http.auth.Scope;
import io.dynamicaccounts.http.endpoint.AccountHistoryEndpoint;
import io.dynamicaccounts.http.endpoint.AccountNamespacesEndpoint;
import io.dynamicaccounts.http.endpoint.ChangeAccountsEndpoint;
import io.dynamicaccounts.http.endpoint.CreateCredentialEndpoint;
import io.dynamicaccounts.http.endpoint.CredentialHistoryEndpoint;
import io.dynamicaccounts.http.endpoint.CredentialsOfTypeEndpoint;
import io.dynamicaccounts.http.endpoint.DeleteAccountEndpoint;
import io.dynamicaccounts.http.endpoint.DeleteAccountsEndpoint;
import io.dynamicaccounts.http.endpoint.DeleteCredentialEndpoint;
import io.dynamicaccounts.http.endpoint.DisconnectAgentEndpoint;
import io.dynamicaccounts.http.endpoint.Endpoint;
import io.dynamicaccounts.http.endpoint.FetchDefinitionsEndpoint;
import io.dynamicaccounts.http.endpoint.GetAccountEndpoint;
import io.dynamicaccounts.http.endpoint.GetAgentEndpoint;
import io.dynamicaccounts.http.endpoint.GetCredentialEndpoint;
import io.dynamicaccounts.http.endpoint.GoodbyeEndpoint;
import io.dynamicaccounts.http.endpoint.HealthEndpoint;
import io.dynamicaccounts.http.endpoint.ListAccountsEndpoint;
import io.dynamicaccounts.http.endpoint.ListAgentsEndpoint;
import io.dynamicaccounts.http.endpoint.ListCredentialsEndpoint;
import io.dynamicaccounts.http.endpoint.ListSourceAccountsEndpoint;
import io.dynamicaccounts.http.endpoint.ListSourcesEndpoint;
import io.dynamicaccounts.http.endpoint.MigrateEndpoint;
import io.dynamicaccounts.http.endpoint.OpenApiEndpoint;
import io.dynamicaccounts.http.endpoint.PollEndpoint;
import io.dynamicaccounts.http.endpoint.ProvisionEndpoint;
import io.dynamicaccounts.http.endpoint.ReadinessEndpoint;
import io.dynamicaccounts.http.endpoint.ReassignEndpoint;
import io.dynamicaccounts.http.endpoint.RedefineEndpoint;
import io.dynamicaccounts.http.endpoint.ReplaceCredentialEndpoint;
import io.dynamicaccounts.http.endpoint.ReportEndpoint;
import io.dynamicaccounts.http.endpoint.ScanEndpoint;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The route table: every path there is. Routing, 404, 405 and its {@code Allow}, scopes and the published document
 * are derived from it.
 */
final class Routes {

    private Routes() {}

    static List<Route<?>> table(
            Functions functions, ApiSettings installation, Runnable probe, Supplier<Optional<String>> tokens) {
        String id = installation.id();
        Functions protocol = switch (installation.feature()) {
            case ON -> functions;
            case OFF -> new DisabledAgentProtocol(functions, installation);
        };
        // spotless:off
        return List.of(
            route(GET,    "/armory/accounts",                                 ACCOUNTS, ACCOUNTS_READ,  "listAccounts",          new ListAccountsEndpoint(functions)),
            route(GET,    "/armory/accounts/{accountName}",                   ACCOUNTS, ACCOUNTS_READ,  "getAccount",            new GetAccountEndpoint(functions)),
            route(POST,   "/armory/accounts",                                 ACCOUNTS, ACCOUNTS_WRITE, "migrateAccounts",       new MigrateEndpoint(functions)),
            route(PATCH,  "/armory/accounts",                                 ACCOUNTS, ACCOUNTS_WRITE, "changeAccounts",        new ChangeAccountsEndpoint(functions)),
            route(PATCH,  "/armory/accounts/dynamic",                         ACCOUNTS, ACCOUNTS_WRITE, "changeDynamicAccounts", new ChangeAccountsEndpoint(functions)),
            route(DELETE, "/armory/accounts",                                 ACCOUNTS, ACCOUNTS_WRITE, "deleteAccounts",        new DeleteAccountsEndpoint(functions)),
            route(DELETE, "/armory/accounts/{accountName}",                   ACCOUNTS, ACCOUNTS_WRITE, "deleteAccount",         new DeleteAccountEndpoint(functions)),
            route(POST,   "/armory/accounts/dynamic",                         ACCOUNTS, ACCOUNTS_WRITE, "provisionAccounts",     new ProvisionEndpoint(functions)),
            route(PUT,    "/armory/accounts/dynamic",                         ACCOUNTS, ACCOUNTS_WRITE, "redefineAccount",       new RedefineEndpoint(functions)),
            route(GET,    "/agents/kubernetes/accounts/{accountName}",        ACCOUNTS, ACCOUNTS_READ,  "getAccountStatus",      new GetAccountEndpoint(functions)),
            route(GET,    "/agents/kubernetes/accounts/{accountName}/namespaces", ACCOUNTS, ACCOUNTS_READ, "getNamespaces",      new AccountNamespacesEndpoint(functions)),
            route(GET,    "/armory/accounts/{accountName}/history",           ACCOUNTS, ACCOUNTS_READ,  "getHistory",            new AccountHistoryEndpoint(functions)),

            route(GET,    "/armory/agents",                                   AGENTS,   ACCOUNTS_READ,  "listAgents",            new ListAgentsEndpoint(functions, id)),
            route(GET,    "/armory/agents/{agentId}",                         AGENTS,   ACCOUNTS_READ,  "getAgent",              new GetAgentEndpoint(functions, id)),
            route(POST,   "/armory/agent/assignments",                        AGENTS,   ACCOUNTS_WRITE, "reassignAccounts",      new ReassignEndpoint(functions)),
            route(POST,   "/armory/agent/{agentId}/disconnect",               AGENTS,   ACCOUNTS_WRITE, "disconnectAgent",       new DisconnectAgentEndpoint(functions)),

            route(POST,   "/armory/scan",                                     ACCOUNTS, ACCOUNTS_WRITE, "scan",                  new ScanEndpoint(functions)),
            route(GET,    "/armory/sources",                                  ACCOUNTS, ACCOUNTS_READ,  "listSources",           new ListSourcesEndpoint(functions)),
            route(GET,    "/armory/sources/accounts",                         ACCOUNTS, ACCOUNTS_READ,  "listSourceAccounts",    new ListSourceAccountsEndpoint(functions)),

            route(GET,    "/credentials",                                     CREDENTIALS, CREDENTIALS_READ,  "listCredentials",     new ListCredentialsEndpoint(functions)),
            route(GET,    "/credentials/{accountName}",                       CREDENTIALS, CREDENTIALS_READ,  "getCredential",       new GetCredentialEndpoint(functions)),
            route(GET,    "/credentials/type/{accountType}",                  CREDENTIALS, CREDENTIALS_READ,  "listCredentialsOfType", new CredentialsOfTypeEndpoint(functions)),
            route(POST,   "/credentials",                                     CREDENTIALS, CREDENTIALS_WRITE, "createCredential",    new CreateCredentialEndpoint(functions)),
            route(PUT,    "/credentials",                                     CREDENTIALS, CREDENTIALS_WRITE, "storeCredential",     new ReplaceCredentialEndpoint(functions, WhereMissing.CREATE)),
            route(PUT,    "/credentials/{accountName}",                       CREDENTIALS, CREDENTIALS_WRITE, "replaceCredential",   new ReplaceCredentialEndpoint(functions, WhereMissing.REFUSE)),
            route(DELETE, "/credentials/{accountName}",                       CREDENTIALS, CREDENTIALS_WRITE, "deleteCredential",    new DeleteCredentialEndpoint(functions)),
            route(GET,    "/credentials/{accountName}/history",               CREDENTIALS, CREDENTIALS_READ,  "getCredentialHistory", new CredentialHistoryEndpoint(functions)),

            route(POST,   "/armory/agents/{agentId}/poll",                    PROTOCOL, AGENT,          "poll",                  new PollEndpoint(protocol)),
            route(POST,   "/armory/agents/{agentId}/definitions",             PROTOCOL, AGENT,          "fetchDefinitions",      new FetchDefinitionsEndpoint(protocol)),
            route(POST,   "/armory/agents/{agentId}/reports",                 PROTOCOL, AGENT,          "report",                new ReportEndpoint(protocol)),
            route(DELETE, "/armory/agents/{agentId}",                         PROTOCOL, AGENT,          "sayGoodbye",            new GoodbyeEndpoint(protocol)),

            open(GET,     "/health",                                                                    "getHealth",             new HealthEndpoint()),
            open(GET,     "/ready",                                                                     "getReadiness",          new ReadinessEndpoint(probe, tokens)),
            open(GET,     "/openapi.json",                                                              "getOpenApi",            new OpenApiEndpoint(() -> OpenApi.of(table(functions, installation, probe, tokens)))));
        // spotless:on
    }

    private static <I> Route<I> route(
            Method method, String path, Group group, Scope scope, String operationId, Endpoint<I> endpoint) {
        return new Route<>(
                method,
                PathTemplate.of(path),
                group,
                Optional.of(scope),
                operationId,
                endpoint,
                endpoint.description());
    }

    private static <I> Route<I> open(Method method, String path, String operationId, Endpoint<I> endpoint) {
        return new Route<>(
                method, PathTemplate.of(path), OTHER, Optional.empty(), operationId, endpoint, endpoint.description());
    }
}
