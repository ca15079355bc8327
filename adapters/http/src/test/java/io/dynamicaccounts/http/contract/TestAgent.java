package io.dynamicaccounts.http.contract;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An agent that a test drives step by step, in the words of the protocol. */
final class TestAgent {

    private final Caller caller;
    private final String id;
    private final String zone;
    private String session;
    private Optional<Object> revision = Optional.empty();
    private Optional<Object> registration = Optional.empty();
    private List<Map<String, Object>> assignments = List.of();

    TestAgent(Caller caller, String id, String zone) {
        this.caller = caller;
        this.id = id;
        this.zone = zone;
        this.session = "session-of-" + id;
    }

    String id() {
        return id;
    }

    String zone() {
        return zone;
    }

    Caller caller() {
        return caller;
    }

    String path(String last) {
        return "/armory/agents/" + id + "/" + last;
    }

    /** Returns the same id in another process. */
    TestAgent restarted() {
        return inSession(session + "-again");
    }

    /** Returns the same process with another token. */
    TestAgent as(Caller other) {
        var process = new TestAgent(other, id, zone);
        process.session = session;
        process.revision = revision;
        return process;
    }

    TestAgent inSession(String other) {
        var process = new TestAgent(caller, id, zone);
        process.session = other;
        return process;
    }

    Map<String, Object> pollBody(int capacity) {
        var body = new LinkedHashMap<String, Object>();
        body.put("zoneId", zone);
        body.put("session", session);
        revision.ifPresent(it -> body.put("revision", it));
        body.put("capacity", capacity);
        body.put("version", "1.0");
        body.put("secretEngines", List.of());
        registration.ifPresent(it -> body.put("registration", it));
        return body;
    }

    Map<String, Object> body(Object... more) {
        var body = new LinkedHashMap<String, Object>();
        body.put("zoneId", zone);
        body.put("session", session);
        for (int i = 0; i < more.length; i += 2) {
            body.put((String) more[i], more[i + 1]);
        }
        return body;
    }

    /** Polls once, and applies the answer at once. */
    Reply poll(int capacity) {
        Reply reply = caller.post(path("poll"), pollBody(capacity));
        if (reply.status() == 200) {
            apply(reply.object());
        }
        return reply;
    }

    Reply poll() {
        return poll(10_000);
    }

    /** Polls until an answer has nothing new. */
    TestAgent pollAll() {
        for (int i = 0; i < 5; i++) {
            World.expect(200, poll());
        }
        return this;
    }

    @SuppressWarnings("unchecked")
    private void apply(Map<String, Object> answer) {
        revision = Optional.of(answer.get("revision"));
        registration = Optional.ofNullable(answer.get("registration")).or(() -> registration);
        if (answer.containsKey("assignments")) {
            assignments = (List<Map<String, Object>>) answer.get("assignments");
        }
    }

    List<Map<String, Object>> assignments() {
        return assignments;
    }

    Optional<Map<String, Object>> assignment(String account) {
        return assignments.stream()
                .filter(it -> account.equals(it.get("account")))
                .findFirst();
    }

    long generation(String account) {
        return assignment(account)
                .map(it -> ((Number) it.get("generation")).longValue())
                .orElseThrow(() -> new AssertionError(account + " is not among " + assignments));
    }

    Reply watching(String... accounts) {
        return report("WATCHING", accounts);
    }

    Reply stopped(String... accounts) {
        return report("STOPPED", accounts);
    }

    Reply report(String outcome, String... accounts) {
        var reports = new ArrayList<Map<String, Object>>();
        for (String account : accounts) {
            reports.add(Map.of("account", account, "generation", generation(account), "outcome", outcome));
        }
        return reports(reports);
    }

    Reply reports(List<?> reports) {
        return caller.post(path("reports"), body("reports", reports));
    }

    Reply definitions(String... accounts) {
        return caller.post(path("definitions"), body("accounts", List.of(accounts)));
    }

    Reply goodbye() {
        return caller.delete("/armory/agents/" + id + "?zoneId=" + zone + "&session=" + session);
    }
}
