package io.dynamicaccounts.http;

import static io.dynamicaccounts.http.Route.Group.ACCOUNTS;
import static io.dynamicaccounts.http.Route.Group.AGENTS;
import static io.dynamicaccounts.http.Route.Group.ELSE;
import static io.dynamicaccounts.http.Route.Group.PROTOCOL;
import static io.dynamicaccounts.http.Route.Method.DELETE;
import static io.dynamicaccounts.http.Route.Method.GET;
import static io.dynamicaccounts.http.Route.Method.PATCH;
import static io.dynamicaccounts.http.Route.Method.POST;
import static io.dynamicaccounts.http.Route.Method.PUT;
import static io.dynamicaccounts.http.auth.Scope.ACCOUNTS_READ;
import static io.dynamicaccounts.http.auth.Scope.ACCOUNTS_WRITE;
import static io.dynamicaccounts.http.auth.Scope.AGENT;

import io.dynamicaccounts.functions.Functions;
import io.dynamicaccounts.http.Route.Group;
import io.dynamicaccounts.http.Route.Method;
import io.dynamicaccounts.http.auth.Scope;
import io.dynamicaccounts.http.endpoint.AccountNamespaces;
import io.dynamicaccounts.http.endpoint.ChangeAccounts;
import io.dynamicaccounts.http.endpoint.DeleteAccount;
import io.dynamicaccounts.http.endpoint.DeleteAccounts;
import io.dynamicaccounts.http.endpoint.DisconnectAgent;
import io.dynamicaccounts.http.endpoint.Document;
import io.dynamicaccounts.http.endpoint.Endpoint;
import io.dynamicaccounts.http.endpoint.GiveDefinitions;
import io.dynamicaccounts.http.endpoint.Health;
import io.dynamicaccounts.http.endpoint.HistoryOfAccount;
import io.dynamicaccounts.http.endpoint.ListOfAccounts;
import io.dynamicaccounts.http.endpoint.ListOfAgents;
import io.dynamicaccounts.http.endpoint.MigrateAccounts;
import io.dynamicaccounts.http.endpoint.OneAccount;
import io.dynamicaccounts.http.endpoint.OneAgent;
import io.dynamicaccounts.http.endpoint.PollAgent;
import io.dynamicaccounts.http.endpoint.ProvisionAccounts;
import io.dynamicaccounts.http.endpoint.Ready;
import io.dynamicaccounts.http.endpoint.ReassignAccounts;
import io.dynamicaccounts.http.endpoint.RedefineAccount;
import io.dynamicaccounts.http.endpoint.SayGoodbye;
import io.dynamicaccounts.http.endpoint.TakeReports;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The route table: every path there is. Routing, 404, 405 and its {@code Allow}, scopes and the published document are derived
 * from it.
 */
final class Routes {

    private Routes() {}

    static List<Route<?>> table(
            Functions functions, Installation installation, Runnable probe, Supplier<Optional<String>> tokens) {
        String id = installation.id();
        Functions protocol = switch (installation.feature()) {
            case ON -> functions;
            case OFF -> new IdleProtocol(functions, installation);
        };
        // spotless:off
        return List.of(
            route(GET,    "/armory/accounts",                                 ACCOUNTS, ACCOUNTS_READ,  "listAccounts",          new ListOfAccounts(functions)),
            route(GET,    "/armory/accounts/{accountName}",                   ACCOUNTS, ACCOUNTS_READ,  "getAccount",            new OneAccount(functions)),
            route(POST,   "/armory/accounts",                                 ACCOUNTS, ACCOUNTS_WRITE, "migrateAccounts",       new MigrateAccounts(functions)),
            route(PATCH,  "/armory/accounts",                                 ACCOUNTS, ACCOUNTS_WRITE, "changeAccounts",        new ChangeAccounts(functions)),
            route(PATCH,  "/armory/accounts/dynamic",                         ACCOUNTS, ACCOUNTS_WRITE, "changeDynamicAccounts", new ChangeAccounts(functions)),
            route(DELETE, "/armory/accounts",                                 ACCOUNTS, ACCOUNTS_WRITE, "deleteAccounts",        new DeleteAccounts(functions)),
            route(DELETE, "/armory/accounts/{accountName}",                   ACCOUNTS, ACCOUNTS_WRITE, "deleteAccount",         new DeleteAccount(functions)),
            route(POST,   "/armory/accounts/dynamic",                         ACCOUNTS, ACCOUNTS_WRITE, "provisionAccounts",     new ProvisionAccounts(functions)),
            route(PUT,    "/armory/accounts/dynamic",                         ACCOUNTS, ACCOUNTS_WRITE, "redefineAccount",       new RedefineAccount(functions)),
            route(GET,    "/agents/kubernetes/accounts/{accountName}",        ACCOUNTS, ACCOUNTS_READ,  "getAccountStatus",      new OneAccount(functions)),
            route(GET,    "/agents/kubernetes/accounts/{accountName}/namespaces", ACCOUNTS, ACCOUNTS_READ, "getNamespaces",      new AccountNamespaces(functions)),
            route(GET,    "/armory/accounts/{accountName}/history",           ACCOUNTS, ACCOUNTS_READ,  "getHistory",            new HistoryOfAccount(functions)),

            route(GET,    "/armory/agents",                                   AGENTS,   ACCOUNTS_READ,  "listAgents",            new ListOfAgents(functions, id)),
            route(GET,    "/armory/agents/{agentId}",                         AGENTS,   ACCOUNTS_READ,  "getAgent",              new OneAgent(functions, id)),
            route(POST,   "/armory/agent/assignments",                        AGENTS,   ACCOUNTS_WRITE, "reassignAccounts",      new ReassignAccounts(functions)),
            route(POST,   "/armory/agent/{agentId}/disconnect",               AGENTS,   ACCOUNTS_WRITE, "disconnectAgent",       new DisconnectAgent(functions)),

            route(POST,   "/armory/agents/{agentId}/poll",                    PROTOCOL, AGENT,          "poll",                  new PollAgent(protocol)),
            route(POST,   "/armory/agents/{agentId}/definitions",             PROTOCOL, AGENT,          "fetchDefinitions",      new GiveDefinitions(protocol)),
            route(POST,   "/armory/agents/{agentId}/reports",                 PROTOCOL, AGENT,          "report",                new TakeReports(protocol)),
            route(DELETE, "/armory/agents/{agentId}",                         PROTOCOL, AGENT,          "sayGoodbye",            new SayGoodbye(protocol)),

            open(GET,     "/health",                                                                    "getHealth",             new Health()),
            open(GET,     "/ready",                                                                     "getReadiness",          new Ready(probe, tokens)),
            open(GET,     "/openapi.json",                                                              "getOpenApi",            new Document(() -> OpenApi.of(table(functions, installation, probe, tokens)))));
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
                method, PathTemplate.of(path), ELSE, Optional.empty(), operationId, endpoint, endpoint.description());
    }
}
