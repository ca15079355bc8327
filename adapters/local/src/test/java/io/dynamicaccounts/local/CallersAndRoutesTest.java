package io.dynamicaccounts.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.dynamicaccounts.functions.Interceptor;
import io.dynamicaccounts.http.ApiSettings.Feature;
import io.dynamicaccounts.http.auth.RateLimit;
import io.dynamicaccounts.http.contract.Credentials;
import io.dynamicaccounts.http.contract.Deployment;
import io.dynamicaccounts.http.contract.Reply;
import io.dynamicaccounts.http.contract.Request;
import io.dynamicaccounts.http.contract.Tokens;
import io.dynamicaccounts.http.json.JsonBytes;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Who may call what: every caller against every route, each expected status written by hand. Each request is one that
 * succeeds for whoever may send it, about an account and an agent of its own in the zone {@code eu}.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CallersAndRoutesTest {

    // spotless:off
    private static final String CALLERS =
        "                                                     nobody unknown expired reader writer operator credentials agent-eu agent-us";

    private static final List<String> TABLE = List.of(
        "GET    /armory/accounts                                 401   401     401     200    403    200      403         403      403",
        "GET    /armory/accounts/{accountName}                   401   401     401     200    403    200      403         403      403",
        "POST   /armory/accounts                                 401   401     401     403    202    202      403         403      403",
        "PATCH  /armory/accounts                                 401   401     401     403    202    202      403         403      403",
        "PATCH  /armory/accounts/dynamic                         401   401     401     403    202    202      403         403      403",
        "DELETE /armory/accounts                                 401   401     401     403    202    202      403         403      403",
        "DELETE /armory/accounts/{accountName}                   401   401     401     403    202    202      403         403      403",
        "POST   /armory/accounts/dynamic                         401   401     401     403    202    202      403         403      403",
        "PUT    /armory/accounts/dynamic                         401   401     401     403    202    202      403         403      403",
        "GET    /agents/kubernetes/accounts/{accountName}        401   401     401     200    403    200      403         403      403",
        "GET    /agents/kubernetes/accounts/{accountName}/namespaces 401 401   401     200    403    200      403         403      403",
        "GET    /armory/accounts/{accountName}/history           401   401     401     200    403    200      403         403      403",
        "GET    /armory/agents                                   401   401     401     200    403    200      403         403      403",
        "GET    /armory/agents/{agentId}                         401   401     401     200    403    200      403         403      403",
        "POST   /armory/agent/assignments                        401   401     401     403    202    202      403         403      403",
        "POST   /armory/agent/{agentId}/disconnect               401   401     401     403    202    202      403         403      403",
        "POST   /armory/scan                                     401   401     401     403    200    200      403         403      403",
        "GET    /armory/sources                                  401   401     401     200    403    200      403         403      403",
        "GET    /armory/sources/accounts                         401   401     401     200    403    200      403         403      403",
        "GET    /credentials                                     401   401     401     403    403    403      200         403      403",
        "GET    /credentials/{accountName}                       401   401     401     403    403    403      200         403      403",
        "GET    /credentials/type/{accountType}                  401   401     401     403    403    403      200         403      403",
        "POST   /credentials                                     401   401     401     403    403    403      200         403      403",
        "PUT    /credentials                                     401   401     401     403    403    403      200         403      403",
        "PUT    /credentials/{accountName}                       401   401     401     403    403    403      200         403      403",
        "DELETE /credentials/{accountName}                       401   401     401     403    403    403      200         403      403",
        "GET    /credentials/{accountName}/history               401   401     401     403    403    403      200         403      403",
        "POST   /armory/agents/{agentId}/poll                    401   401     401     403    403    403      403         200      403",
        "POST   /armory/agents/{agentId}/definitions             401   401     401     403    403    403      403         200      403",
        "POST   /armory/agents/{agentId}/reports                 401   401     401     403    403    403      403         202      403",
        "DELETE /armory/agents/{agentId}                         401   401     401     403    403    403      403         202      403",
        "GET    /health                                          200   200     200     200    200    200      200         200      200",
        "GET    /ready                                           200   200     200     200    200    200      200         200      200",
        "GET    /openapi.json                                    200   200     200     200    200    200      200         200      200",
        "GET    /metrics                                         401   401     401     200    403    200      403         403      403");

    /** What is sent. A name in braces is a fresh one of that kind; an account is there already where it is not called new. */
    private static final Map<String, String> BODIES = Map.ofEntries(
        Map.entry("POST /armory/accounts",                     "[{'name': '{credential}', 'zoneId': 'eu'}]"),
        Map.entry("PATCH /armory/accounts",                    "[{'name': '{accountName}', 'state': 'ACTIVE'}]"),
        Map.entry("PATCH /armory/accounts/dynamic",            "[{'name': '{accountName}', 'state': 'ACTIVE'}]"),
        Map.entry("DELETE /armory/accounts",                   "['{accountName}']"),
        Map.entry("POST /armory/accounts/dynamic",             "{'name': '{newAccount}', 'zoneId': 'eu', 'kubeconfigFile': '/k'}"),
        Map.entry("PUT /armory/accounts/dynamic",              "{'name': '{accountName}', 'zoneId': 'eu', 'kubeconfigFile': '/k2'}"),
        Map.entry("POST /armory/agent/assignments",            "['{activeAccount}']"),
        Map.entry("POST /armory/agents/{agentId}/poll",        "{'zoneId': 'eu', 'session': 's', 'capacity': 1, 'version': '1'}"),
        Map.entry("POST /armory/agents/{agentId}/definitions", "{'zoneId': 'eu', 'session': 's', 'accounts': ['{accountName}']}"),
        Map.entry("POST /armory/agents/{agentId}/reports",     "{'zoneId': 'eu', 'session': 's', 'reports': []}"),
        Map.entry("POST /credentials",                        "{'type': 'kubernetes', 'name': '{newAccount}', 'kubeconfigFile': '/k'}"),
        Map.entry("PUT /credentials",                         "{'type': 'kubernetes', 'name': '{newAccount}', 'kubeconfigFile': '/k'}"),
        Map.entry("PUT /credentials/{accountName}",           "{'type': 'kubernetes', 'name': '{accountName}', 'kubeconfigFile': '/k2'}"));

    private static final Map<String, String> QUERIES = Map.of(
        "DELETE /armory/agents/{agentId}", "?zoneId=eu&session=s");

    /** The token of each caller; nobody sends none. */
    private static final Map<String, List<Object>> TOKENS = Map.of(
        "expired",     List.of(List.of("accounts:read", "accounts:write", "credentials:read", "credentials:write"), "2020-01-01T00:00:00Z"),
        "reader",      List.of(List.of("accounts:read"), "2999-01-01T00:00:00Z"),
        "writer",      List.of(List.of("accounts:write"), "2999-01-01T00:00:00Z"),
        "operator",    List.of(List.of("accounts:read", "accounts:write"), "2999-01-01T00:00:00Z"),
        "credentials", List.of(List.of("credentials:read", "credentials:write"), "2999-01-01T00:00:00Z"),
        "agent-eu",    List.of(List.of("agent"), "2999-01-01T00:00:00Z", "eu"),
        "agent-us",    List.of(List.of("agent"), "2999-01-01T00:00:00Z", "us"));
    // spotless:on

    private final AtomicInteger number = new AtomicInteger();
    private LocalDeployment deployment;

    /** One row of the table. */
    private record Row(String method, String path, Map<String, Integer> expected) {

        static Row of(String text) {
            List<String> cells = cells(text);
            List<String> callers = cells(CALLERS);
            assertThat(cells).as(text).hasSize(callers.size() + 2);
            var expected = new LinkedHashMap<String, Integer>();
            for (int i = 0; i < callers.size(); i++) {
                expected.put(callers.get(i), Integer.valueOf(cells.get(i + 2)));
            }
            return new Row(cells.get(0), cells.get(1), expected);
        }

        private static List<String> cells(String text) {
            return Arrays.asList(text.strip().split("\\s+"));
        }

        String route() {
            return method + " " + path;
        }

        @Override
        public String toString() {
            return route();
        }
    }

    static List<Row> rows() {
        return TABLE.stream().map(Row::of).toList();
    }

    @BeforeAll
    void start() {
        var tokens = new ArrayList<Map<String, Object>>();
        TOKENS.forEach((name, token) -> {
            var entry = new LinkedHashMap<String, Object>();
            entry.put("name", name);
            entry.put("sha256", Tokens.sha256(secret(name)));
            entry.put("scopes", token.get(0));
            entry.put("expires", token.get(1));
            if (token.size() > 2) {
                entry.put("zone", token.get(2));
            }
            tokens.add(entry);
        });
        deployment = LocalDeployment.start(new Deployment(
                Feature.ON,
                Optional.of(JsonBytes.text(Map.of("tokens", tokens))),
                new RateLimit(1_000_000, 1_000_000),
                Credentials.all(),
                Interceptor.OFF));
    }

    @AfterAll
    void stop() {
        deployment.close();
    }

    private static String secret(String caller) {
        return "token-of-" + caller;
    }

    private Reply send(String caller, String method, String target, String body) {
        Request request = Request.of(method, target);
        if (!caller.equals("nobody")) {
            request = request.header("Authorization", "Bearer " + secret(caller));
        }
        return deployment.send(
                body.isEmpty() ? request : request.body("application/json", body.getBytes(StandardCharsets.UTF_8)));
    }

    private void done(String caller, String method, String target, String body) {
        assertThat(send(caller, method, target, body.replace('\'', '"')).status())
                .as(method + " " + target)
                .isBetween(200, 299);
    }

    /** The text with every name in braces replaced by what it stands for, which is made first. */
    private String withFresh(String text, String account, String agent) {
        String filled = text.replace("{accountName}", account)
                .replace("{agentId}", agent)
                .replace("{newAccount}", "new-" + number.incrementAndGet())
                .replace("{accountType}", "kubernetes");
        if (filled.contains("{credential}")) {
            filled = filled.replace("{credential}", Credentials.name(number.incrementAndGet()));
        }
        if (filled.contains("{activeAccount}")) {
            done("operator", "PATCH", "/armory/accounts", "[{'name': '" + account + "', 'state': 'ACTIVE'}]");
            filled = filled.replace("{activeAccount}", account);
        }
        return filled;
    }

    @ParameterizedTest
    @MethodSource("rows")
    void each_caller_is_answered_as_the_table_says_and_who_is_refused_changes_nothing(Row row) {
        row.expected().forEach((caller, status) -> {
            String account = "account-" + number.incrementAndGet();
            String agent = "agent-" + number.incrementAndGet();
            done(
                    "operator",
                    "POST",
                    "/armory/accounts/dynamic",
                    "{'name': '" + account + "', 'zoneId': 'eu', 'kubeconfigFile': '/k'}");
            if (row.path().startsWith("/credentials/{accountName}")) {
                done(
                        "credentials",
                        "POST",
                        "/credentials",
                        "{'type': 'kubernetes', 'name': '" + account + "', 'kubeconfigFile': '/k'}");
            }
            if (row.path().contains("{agentId}")) {
                done(
                        "agent-eu",
                        "POST",
                        "/armory/agents/" + agent + "/poll",
                        "{'zoneId': 'eu', 'session': 's', 'capacity': 0, 'version': '1'}");
            }
            String target = withFresh(row.path(), account, agent) + QUERIES.getOrDefault(row.route(), "");
            String body = withFresh(BODIES.getOrDefault(row.route(), ""), account, agent)
                    .replace('\'', '"');
            String before = seen(account);

            Reply reply = send(caller, row.method(), target, body);

            assertThat(reply.status()).as(caller + ": " + row + " -> " + reply).isEqualTo(status);
            if (status == 401 || status == 403) {
                assertThat(reply.header("Content-Type")).isEqualTo("application/problem+json");
                assertThat(seen(account)).as(caller + ": " + row).isEqualTo(before);
            }
        });
    }

    private String seen(String account) {
        return send("operator", "GET", "/armory/accounts/" + account, "").text()
                + send("operator", "GET", "/armory/accounts/" + account + "/history", "")
                        .text()
                + send("credentials", "GET", "/credentials/" + account + "/history", "")
                        .text();
    }

    @Test
    void every_route_of_the_published_document_has_a_row() {
        Set<String> missing = routes(send("nobody", "GET", "/openapi.json", "").object());
        rows().forEach(row -> missing.remove(row.route()));
        assertThat(missing).as("give each of these a row in TABLE").isEmpty();
    }

    @Test
    void every_row_is_a_route() {
        Set<String> known = routes(send("nobody", "GET", "/openapi.json", "").object());
        known.add("GET /metrics");
        assertThat(rows()).extracting(Row::route).doesNotHaveDuplicates().allMatch(known::contains);
    }

    @SuppressWarnings("unchecked")
    private static Set<String> routes(Map<String, Object> document) {
        var routes = new LinkedHashSet<String>();
        ((Map<String, Map<String, Object>>) document.get("paths"))
                .forEach((path, operations) -> operations
                        .keySet()
                        .forEach(method -> routes.add(method.toUpperCase(Locale.ROOT) + " " + path)));
        return routes;
    }
}
