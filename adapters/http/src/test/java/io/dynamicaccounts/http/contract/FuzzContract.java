package io.dynamicaccounts.http.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.dynamicaccounts.http.json.JsonBytes;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Random wrong bodies. {@link Conformance} checks what must hold of every answer: no 500, no stack trace, no secret,
 * a documented status, and a schema that agrees with what was accepted and what was refused. The seed is fixed, so
 * every failure can be repeated.
 */
abstract class FuzzContract extends Suite {

    private static final long SEED = 20260101;
    private static final int ROUNDS = 1_500;

    /** A right request, before a mutation. */
    private record Sample(String method, String path, Object body) {}

    private List<Sample> samples(String account, TestAgent agent) {
        Map<String, Object> definition = World.definition(account + "-new", agent.zone());
        definition.put("namespaces", List.of("a"));
        definition.put("permissions", Map.of("READ", List.of("b")));
        definition.put("nested", Map.of("apiKey", Credentials.CANARY, "list", List.of(1, true)));
        return List.of(
                new Sample("POST", "/armory/accounts", List.of(named(world().freshCredential()))),
                new Sample(
                        "PATCH", "/armory/accounts", List.of(change(account, "ACTIVE"), change("other", "INACTIVE"))),
                new Sample("DELETE", "/armory/accounts", List.of("some-account", "other")),
                new Sample("POST", "/armory/accounts/dynamic", definition),
                new Sample("POST", "/armory/accounts/dynamic", List.of(definition)),
                new Sample("PUT", "/armory/accounts/dynamic", definition),
                new Sample("POST", "/armory/agent/assignments", List.of(account)),
                new Sample("POST", agent.path("poll"), pollThatSaysCaching(agent)),
                new Sample("POST", agent.path("definitions"), agent.body("accounts", List.of(account))),
                new Sample(
                        "POST",
                        agent.path("reports"),
                        agent.body(
                                "reports",
                                List.of(Map.of(
                                        "account",
                                        account,
                                        "generation",
                                        1,
                                        "outcome",
                                        "WATCHING",
                                        "namespaces",
                                        List.of("default"))))));
    }

    private static Map<String, Object> pollThatSaysCaching(TestAgent agent) {
        Map<String, Object> body = agent.pollBody(3);
        body.put("cachingRevision", 1);
        body.put("registration", 1);
        body.put("leaseHeldSeconds", 44.5);
        return body;
    }

    private Caller callerFor(Sample sample, TestAgent agent) {
        return sample.path().startsWith("/armory/agents/") ? agent.caller() : operator();
    }

    @Test
    void every_mutation_of_a_body_gets_a_documented_answer() {
        var random = new Random(SEED);
        var mutation = new Mutation(random);
        TestAgent agent = world().agent(world().freshZone());
        agent.pollAll();
        List<Sample> samples = samples(world().inactive(agent.zone()), agent);
        int refused = 0;
        int taken = 0;
        for (int round = 0; round < ROUNDS; round++) {
            Sample sample = samples.get(random.nextInt(samples.size()));
            Object body = sample.body();
            for (int i = random.nextInt(2); i >= 0; i--) {
                body = mutation.of(body);
            }
            Reply reply = callerFor(sample, agent).json(sample.method(), sample.path(), body);
            if (reply.status() == 400) {
                refused++;
            } else {
                taken++;
            }
        }
        // If all were accepted, or all refused, the mutations would be too weak or too strong to test anything.
        assertThat(refused).isGreaterThan(ROUNDS / 20);
        assertThat(taken).isGreaterThan(ROUNDS / 20);
    }

    @Test
    void every_damage_to_the_bytes_of_a_body_gets_a_documented_answer() {
        var random = new Random(SEED + 1);
        var mutation = new Mutation(random);
        TestAgent agent = world().agent(world().freshZone());
        agent.pollAll();
        List<Sample> samples = samples(world().inactive(agent.zone()), agent);
        for (int round = 0; round < ROUNDS; round++) {
            Sample sample = samples.get(random.nextInt(samples.size()));
            // A damaged name may no longer be that of a secret field, and then the value is rightly shown.
            String body = JsonBytes.text(sample.body()).replace(Credentials.CANARY, "harmless");
            byte[] bytes = mutation.damaged(body.getBytes(StandardCharsets.UTF_8));
            callerFor(sample, agent)
                    .send(Request.of(sample.method(), sample.path()).body("application/json", bytes));
        }
        assertThat(operator().get("/health").status()).isEqualTo(200);
    }

    @Test
    void every_path_gets_a_documented_answer() {
        var random = new Random(SEED + 2);
        List<String> parts = List.of(
                "armory",
                "accounts",
                "agents",
                "agent",
                "dynamic",
                "kubernetes",
                "history",
                "poll",
                "%2F",
                "%00",
                "..",
                "%E2%82%AC",
                "%",
                "%4",
                "{accountName}",
                "x",
                "",
                "*",
                "a;b=c",
                "%2e%2e%2f",
                "\u00e4");
        for (int round = 0; round < ROUNDS / 3; round++) {
            var path = new StringBuilder();
            for (int i = random.nextInt(6); i >= 0; i--) {
                path.append('/').append(parts.get(random.nextInt(parts.size())));
            }
            Request request = Request.of(random.nextBoolean() ? "GET" : "POST", path.toString());
            if (world().carries(request)) {
                assertThat(operator().send(request).status()).isLessThan(500);
            }
        }
    }

    @Test
    void a_secret_in_the_wrong_place_is_never_repeated() {
        String secret = Credentials.CANARY;
        TestAgent agent = world().agent(world().freshZone());
        String quoted = new String(JsonBytes.of(secret), StandardCharsets.UTF_8);
        for (Sample sample : samples(world().inactive(agent.zone()), agent)) {
            for (String body : List.of(
                    quoted,
                    "[" + quoted + ", 1]",
                    "{\"name\": " + quoted + "}",
                    quoted.substring(1),
                    secret,
                    "[{\"name\": " + quoted + ", \"name\": " + quoted + "}]",
                    quoted + quoted)) {
                Reply reply = callerFor(sample, agent).raw(sample.method(), sample.path(), body);
                assertThat(reply.text()).doesNotContain(secret);
            }
        }
    }
}
