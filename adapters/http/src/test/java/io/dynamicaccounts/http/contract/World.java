package io.dynamicaccounts.http.contract;

import io.dynamicaccounts.http.json.JsonText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A deployment and its callers. Tests share a deployment, so each uses names, zones and agents that no other test
 * uses.
 */
public final class World implements AutoCloseable {

    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final Exchange exchange;
    private final Conformance conformance;
    private final ApiDocument document;
    private final AtomicInteger zones = new AtomicInteger();
    private final AtomicInteger credentials = new AtomicInteger();

    World(Exchange exchange) {
        this.exchange = exchange;
        Reply served = exchange.send(Request.of("GET", "/openapi.json"));
        this.document = new ApiDocument(served.object());
        this.conformance = new Conformance(document);
    }

    boolean carries(Request request) {
        return exchange.carries(request);
    }

    ApiDocument document() {
        return document;
    }

    Caller caller(String token) {
        return new Caller(exchange, conformance, Optional.of(token));
    }

    Caller operator() {
        return caller(Tokens.OPERATOR);
    }

    Caller withoutToken() {
        return new Caller(exchange, conformance, Optional.empty());
    }

    TestAgent agent(String zone) {
        return new TestAgent(caller(Tokens.ofZone(zone)), "agent-" + NUMBER.incrementAndGet(), zone);
    }

    /** Returns an agent of another zone that happens to have the same id. */
    TestAgent sameIdElsewhere(TestAgent agent) {
        String zone = freshZone();
        return new TestAgent(caller(Tokens.ofZone(zone)), agent.id(), zone);
    }

    /** Returns a name that no account has. */
    String freshName() {
        return "account-" + NUMBER.incrementAndGet();
    }

    String freshZone() {
        return Tokens.zone(nextZone());
    }

    private int nextZone() {
        int next = zones.incrementAndGet();
        if (next >= Tokens.ZONES) {
            throw new AssertionError("give the suite more zones: Tokens.ZONES");
        }
        return next;
    }

    /** Returns the zone for tests that leave nothing in it that could disturb another test. */
    String sharedZone() {
        return Tokens.zone(Tokens.ZONES);
    }

    /** Returns a name that the credential source knows and that is not migrated. */
    String freshCredential() {
        String name = nextCredential();
        return Credentials.hasZone(name) ? nextCredential() : name;
    }

    private String nextCredential() {
        return Credentials.name(credentials.incrementAndGet());
    }

    /** Returns a name that the credential source knows with a zone of its own, and that is not migrated. */
    String freshCredentialWithZone() {
        String name = nextCredential();
        while (!Credentials.hasZone(name)) {
            name = nextCredential();
        }
        return name;
    }

    /** Returns a correct definition with a secret in it. */
    static Map<String, Object> definition(String name) {
        var definition = new LinkedHashMap<String, Object>();
        definition.put("name", name);
        definition.put("kubeconfigContents", "apiVersion: v1 # " + Credentials.CANARY);
        return definition;
    }

    static Map<String, Object> definition(String name, String zone) {
        Map<String, Object> definition = definition(name);
        definition.put("zoneId", zone);
        return definition;
    }

    /** Creates an INACTIVE account in a zone and returns its name. */
    String inactive(String zone) {
        String name = freshName();
        expect(202, operator().post("/armory/accounts/dynamic", definition(name, zone)));
        return name;
    }

    /** Creates an account that this agent watches and returns its name. */
    String active(TestAgent agent) {
        String name = inactive(agent.zone());
        expect(202, patch(name, "ACTIVE"));
        agent.pollAll();
        expect(202, agent.watching(name));
        return name;
    }

    Reply patch(String name, String state) {
        return operator().patch("/armory/accounts", List.of(Map.of("name", name, "state", state)));
    }

    Map<String, Object> account(String name) {
        return expect(200, operator().get("/armory/accounts/" + name)).object();
    }

    String status(String name) {
        Reply reply = operator().get("/armory/accounts/" + name);
        return reply.status() == 404 ? "GONE" : String.valueOf(reply.object().get("status"));
    }

    /**
     * Returns everything that can be seen of an account: the same before and after means that nothing was changed.
     */
    String everythingOf(String name) {
        return operator().get("/armory/accounts/" + name).text()
                + operator().get("/armory/accounts/" + name + "/history").text();
    }

    static Reply expect(int status, Reply reply) {
        if (reply.status() != status) {
            throw new AssertionError("expected " + status + ", was " + reply);
        }
        return reply;
    }

    static Object json(String text) {
        return ((JsonText.Result.Value) JsonText.read(text.getBytes(java.nio.charset.StandardCharsets.UTF_8))).value();
    }

    @Override
    public void close() {
        exchange.close();
    }
}
