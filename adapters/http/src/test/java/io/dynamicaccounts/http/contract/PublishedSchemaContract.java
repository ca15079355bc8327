package io.dynamicaccounts.http.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.networknt.schema.Schema;
import io.dynamicaccounts.http.json.JsonText;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Bodies of the published paths are what tooling of generation 0.13 expects, in every state that an account can be
 * brought to here.
 */
abstract class PublishedSchemaContract extends Suite {

    private static final String SWAGGER = "../shared/data/scale-agent-0.13.20.swagger.json";

    /** Replies of published paths, by the name of their schema. */
    private Map<String, List<Reply>> replies() {
        TestAgent agent = world().agent(world().freshZone());
        String active = world().active(agent);
        expect(
                202,
                agent.reports(List.of(Map.of(
                        "account",
                        active,
                        "generation",
                        agent.generation(active),
                        "outcome",
                        "WATCHING",
                        "kubeHost",
                        "h",
                        "kubeVersion",
                        "v",
                        "certFingerprint",
                        "f",
                        "namespaces",
                        List.of("n")))));
        String failed = world().inactive(agent.zone());
        expect(202, world().patch(failed, "ACTIVE"));
        agent.pollAll();
        expect(202, agent.report("FAILED", failed));
        String migrated = world().freshCredential();
        expect(202, operator().post("/armory/accounts", List.of(named(migrated))));
        String zoneless = world().freshName();
        expect(202, operator().post("/armory/accounts/dynamic", World.definition(zoneless)));
        String waiting = world().inactive(agent.zone());
        expect(202, world().patch(waiting, "ACTIVE"));
        List<String> all = List.of(active, failed, migrated, zoneless, waiting);
        return Map.of(
                "account",
                        all.stream()
                                .map(name -> operator().get("/agents/kubernetes/accounts/" + name))
                                .toList(),
                "anyAccount",
                        all.stream()
                                .map(name -> operator().get("/armory/accounts/" + name))
                                .toList(),
                "namespaces",
                        all.stream()
                                .map(name -> operator().get("/agents/kubernetes/accounts/" + name + "/namespaces"))
                                .toList(),
                "agents", List.of(operator().get("/armory/agents")),
                "agent", List.of(operator().get("/armory/agents/" + agent.id())),
                "accountRequests",
                        List.of(
                                operator().post("/armory/accounts", List.of(named(migrated))),
                                operator()
                                        .patch(
                                                "/armory/accounts",
                                                List.of(change(waiting, "ACTIVE", world().freshZone())))));
    }

    @Test
    void replies_have_the_published_members_and_types() throws IOException {
        Map<String, Object> facts = facts();
        replies().forEach((name, replies) -> {
            Map<String, Object> schema = new LinkedHashMap<>(facts);
            schema.put("$ref", "#/$defs/" + name);
            checkAll(ApiDocument.schema(schema), replies);
        });
    }

    /** Where the published document itself lies beside the checkout, replies are checked against it too. */
    @Test
    void replies_validate_against_the_published_document_itself() throws IOException {
        Optional<Path> document = Stream.of("", "../", "../../", "../../../")
                .map(up -> Path.of(up + SWAGGER))
                .filter(Files::exists)
                .findFirst();
        assumeTrue(document.isPresent(), "the published document is not here");
        Map<String, Object> swagger = parsed(Files.readAllBytes(document.get()));
        var paths = new HashMap<String, String>();
        paths.put("account", "/agents/kubernetes/accounts/{accountName}");
        paths.put("namespaces", "/agents/kubernetes/accounts/{accountName}/namespaces");
        paths.put("anyAccount", "/armory/accounts/{accountName}");
        paths.put("agents", "/armory/agents");
        paths.put("agent", "/armory/agents/{agentId}");
        Map<String, List<Reply>> replies = replies();
        paths.forEach((name, path) -> {
            Map<String, Object> get =
                    ApiDocument.object(ApiDocument.object(ApiDocument.object(swagger, "paths"), path), "get");
            Map<String, Object> ok = ApiDocument.object(ApiDocument.object(get, "responses"), "200");
            Map<String, Object> schema = new LinkedHashMap<>(ApiDocument.object(ok, "schema"));
            schema.put("definitions", swagger.get("definitions"));
            checkAll(ApiDocument.schema(schema), Objects.requireNonNull(replies.get(name)));
        });
        // The 409s of the batches are of the type of the published requests.
        Map<String, Object> post = ApiDocument.object(
                ApiDocument.object(ApiDocument.object(swagger, "paths"), "/armory/accounts"), "post");
        Map<String, Object> requests = new LinkedHashMap<>(
                ApiDocument.object(ApiDocument.object(ApiDocument.object(post, "responses"), "200"), "schema"));
        requests.put("definitions", swagger.get("definitions"));
        checkAll(ApiDocument.schema(requests), Objects.requireNonNull(replies.get("accountRequests")));
    }

    private static void checkAll(Schema schema, List<Reply> replies) {
        assertThat(replies).isNotEmpty().allSatisfy(reply -> {
            assertThat(reply.status()).isIn(200, 409);
            assertThat(ApiDocument.errors(schema, reply.text()))
                    .as(reply.text())
                    .isEmpty();
        });
    }

    private static Map<String, Object> facts() throws IOException {
        try (InputStream facts = PublishedSchemaContract.class.getResourceAsStream("published.schema.json")) {
            return parsed(Objects.requireNonNull(facts).readAllBytes());
        }
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> parsed(byte[] json) {
        return (Map<String, Object>) ((JsonText.Result.Value) JsonText.read(json)).value();
    }
}
