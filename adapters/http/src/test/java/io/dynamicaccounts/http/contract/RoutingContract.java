package io.dynamicaccounts.http.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Paths and methods. */
abstract class RoutingContract extends Suite {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/armory",
                "/armory/",
                "/armory/accounts/",
                "/armory//accounts",
                "//armory/accounts",
                "/armory/accounts/a/",
                "/armory/accounts/a/b",
                "/armory/accounts/%zz",
                "/armory/accounts/%f",
                "/armory/accounts/%ff",
                "/ARMORY/accounts",
                "/armory/agents/a/unknown",
                "/armory/agent",
                "/credentials/",
                "/credentials/a/b",
                "/credentials/type/kubernetes/a",
                "/armory/agent/operations",
                "/armory/agent/operations/x",
                "/armory/agent/operationresults",
                "/armory/clouddrivers",
                "/armory/clouddrivers/x",
                "/agents/kubernetes/accounts",
                "/health/",
                "/favicon.ico",
                "/armory/accounts%2Fa",
                "/armory%2faccounts"
            })
    void an_unknown_path_is_404(String path) {
        for (String method : List.of("GET", "POST", "DELETE", "OPTIONS")) {
            assertThat(expect(404, operator().send(Request.of(method, path))).problem())
                    .isEqualTo("no-such-path");
        }
    }

    @Test
    void every_path_answers_405_with_allow_to_the_methods_it_does_not_know() {
        Map<String, Object> paths = ApiDocument.object(world().document().all(), "paths");
        paths.forEach((template, operations) -> {
            var known = new TreeSet<String>();
            ((Map<?, ?>) operations).keySet().forEach(word -> known.add(((String) word).toUpperCase(Locale.ROOT)));
            if (known.contains("GET")) {
                known.add("HEAD");
            }
            String path = template.replaceAll("\\{[^}]+}", "x");
            for (String method : List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "BREW")) {
                if (known.contains(method)) {
                    continue;
                }
                Reply reply = expect(405, operator().send(Request.of(method, path)));
                assertThat(new TreeSet<>(Set.of(reply.header("Allow").split(", "))))
                        .isEqualTo(known);
                assertThat(reply.body().length == 0 || reply.problem().equals("method-not-allowed"))
                        .isTrue();
            }
        });
    }

    @Test
    void the_document_has_every_path_of_the_contract_and_no_other() {
        Map<String, Object> paths = ApiDocument.object(world().document().all(), "paths");
        var operations = new TreeSet<String>();
        paths.forEach((path, methods) ->
                ((Map<?, ?>) methods).keySet().forEach(method -> operations.add(method + " " + path)));

        assertThat(operations)
                .containsExactlyInAnyOrder(
                        "get /armory/accounts",
                        "get /armory/accounts/{accountName}",
                        "post /armory/accounts",
                        "patch /armory/accounts",
                        "patch /armory/accounts/dynamic",
                        "delete /armory/accounts",
                        "delete /armory/accounts/{accountName}",
                        "post /armory/accounts/dynamic",
                        "put /armory/accounts/dynamic",
                        "get /agents/kubernetes/accounts/{accountName}",
                        "get /agents/kubernetes/accounts/{accountName}/namespaces",
                        "get /armory/accounts/{accountName}/history",
                        "get /armory/agents",
                        "get /armory/agents/{agentId}",
                        "post /armory/agent/assignments",
                        "post /armory/agent/{agentId}/disconnect",
                        "post /armory/scan",
                        "get /armory/sources",
                        "get /armory/sources/accounts",
                        "get /credentials",
                        "get /credentials/{accountName}",
                        "get /credentials/type/{accountType}",
                        "post /credentials",
                        "put /credentials",
                        "put /credentials/{accountName}",
                        "delete /credentials/{accountName}",
                        "get /credentials/{accountName}/history",
                        "post /armory/agents/{agentId}/poll",
                        "post /armory/agents/{agentId}/definitions",
                        "post /armory/agents/{agentId}/reports",
                        "delete /armory/agents/{agentId}",
                        "get /health",
                        "get /ready",
                        "get /openapi.json");
    }

    @Test
    void a_literal_segment_wins_over_an_account_name() {
        assertThat(expect(405, operator().get("/armory/accounts/dynamic")).header("Allow"))
                .isEqualTo("POST, PUT, PATCH");
        expect(405, operator().delete("/armory/accounts/dynamic"));
    }

    @Test
    void head_is_answered_as_get_without_the_body() {
        String name = world().inactive(world().sharedZone());

        Reply head = expect(200, operator().send(Request.of("HEAD", "/armory/accounts/" + name)));

        assertThat(head.body()).isEmpty();
        assertThat(head.header("Content-Type")).isEqualTo("application/json");
        expect(404, operator().send(Request.of("HEAD", "/armory/accounts/never-was")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "abc-123", "0f8fad5b-d9cb-469f-a165-70867728950e", "A.b_c~d"})
    void a_safe_request_id_is_returned(String id) {
        assertThat(operator()
                        .send(Request.of("GET", "/health").header("X-Request-Id", id))
                        .header("X-Request-Id"))
                .isEqualTo(id);
        assertThat(operator()
                        .send(Request.of("GET", "/nowhere").header("x-request-id", id))
                        .header("X-Request-Id"))
                .isEqualTo(id);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a b",
                "<script>",
                "ä",
                "a\"b",
                "",
                "a\tb",
                "65-characters-are-one-too-many-for-an-id-that-is-to-be-repeated-x"
            })
    void an_unsafe_request_id_is_replaced(String id) {
        assertThat(operator()
                        .send(Request.of("GET", "/health").header("X-Request-Id", id))
                        .header("X-Request-Id"))
                .isNotEqualTo(id)
                .isNotEmpty();
    }

    @Test
    void each_request_without_an_id_gets_its_own() {
        assertThat(operator().get("/health").header("X-Request-Id"))
                .isNotEqualTo(operator().get("/health").header("X-Request-Id"));
    }
}
