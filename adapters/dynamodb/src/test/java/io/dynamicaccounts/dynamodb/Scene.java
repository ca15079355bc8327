package io.dynamicaccounts.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import io.dynamicaccounts.http.contract.Reply;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.LongStream;

/** Calls the API for one account, one zone and one agent that no other scene uses. */
final class Scene {

    private static final int PATIENCE = 8;

    private final Installation installation;
    final String account;
    final String zone;
    final String agent;
    private Optional<Object> revision = Optional.empty();
    private List<Map<String, Object>> tasks = List.of();

    Scene(Installation installation, int number) {
        this.installation = installation;
        this.account = "account-" + number;
        this.zone = "zone-" + number;
        this.agent = "agent-" + number;
    }

    Reply provision() {
        return send("POST", "/armory/accounts/dynamic", List.of(definition("/kube/first")));
    }

    Reply migrate() {
        return send("POST", "/armory/accounts", List.of(Map.of("name", account, "zoneId", zone)));
    }

    Reply redefine() {
        return send("PUT", "/armory/accounts/dynamic", definition("/kube/second"));
    }

    private Map<String, Object> definition(String kubeconfig) {
        return Map.of("name", account, "zoneId", zone, "kubeconfigFile", kubeconfig);
    }

    Reply wish(String state) {
        return send("PATCH", "/armory/accounts", List.of(Map.of("name", account, "state", state)));
    }

    Reply delete() {
        return send("DELETE", "/armory/accounts", List.of(account));
    }

    Reply storeCredential(String kubeconfig) {
        return send("PUT", "/credentials", Map.of("name", account, "type", "kubernetes", "kubeconfigFile", kubeconfig));
    }

    Reply deleteCredential() {
        return get("DELETE", "/credentials/" + account);
    }

    /** Checks that each revision of the credential is there once, and what the newest one has. */
    void credentialComesTo(Optional<String> kubeconfig) {
        List<Map<String, Object>> revisions =
                read("/credentials/" + account + "/history").objects();
        assertThat(revisions)
                .extracting(revision -> ((Number) Objects.requireNonNull(revision.get("version"))).longValue())
                .isEqualTo(LongStream.rangeClosed(1, revisions.size())
                        .map(older -> revisions.size() + 1 - older)
                        .boxed()
                        .toList());
        assertThat(Optional.ofNullable(revisions.getFirst().get("account"))
                        .map(definition -> ((Map<?, ?>) definition).get("kubeconfigFile")))
                .isEqualTo(kubeconfig);
    }

    Reply reassign() {
        return send("POST", "/armory/agent/assignments", List.of(account));
    }

    Reply disconnect() {
        return send("POST", "/armory/agent/" + agent + "/disconnect", Map.of());
    }

    Reply goodbye() {
        return get("DELETE", "/armory/agents/" + agent + "?zoneId=" + zone + "&session=session");
    }

    Reply read(String target) {
        return get("GET", target);
    }

    Reply poll() {
        var body = session();
        revision.ifPresent(applied -> body.put("revision", applied));
        body.put("capacity", 10);
        body.put("version", "1.0");
        body.put("secretEngines", List.of());
        body.put("staticAccounts", List.of());
        Reply reply = send("POST", "/armory/agents/" + agent + "/poll", body);
        if (reply.status() == 200) {
            revision = Optional.of(reply.object().get("revision"));
            if (reply.object().containsKey("assignments")) {
                tasks = reply.objectsOf("assignments");
            }
        }
        return reply;
    }

    /** Reports all tasks to be confirmed as done. */
    Reply report() {
        var body = session();
        body.put(
                "reports",
                tasks.stream()
                        .map(task -> Map.of(
                                "account",
                                task.get("account"),
                                "generation",
                                task.get("generation"),
                                "outcome",
                                task.get("action").equals("WATCH") ? "WATCHING" : "STOPPED",
                                "kubeVersion",
                                "v1.35.5"))
                        .toList());
        return send("POST", "/armory/agents/" + agent + "/reports", body);
    }

    Reply definitions() {
        var body = session();
        body.put("accounts", List.of(account));
        return send("POST", "/armory/agents/" + agent + "/definitions", body);
    }

    private LinkedHashMap<String, Object> session() {
        return new LinkedHashMap<>(Map.of("zoneId", zone, "session", "session"));
    }

    String status() {
        Reply reply = read("/armory/accounts/" + account);
        return reply.status() == 404 ? "GONE" : String.valueOf(reply.object().get("status"));
    }

    boolean is(String status) {
        return status().equals(status);
    }

    String path(String last) {
        return "/armory/accounts/" + account + last;
    }

    /** Prepares an account that this agent watches. */
    void active() {
        provision();
        wish("ACTIVE");
        comesTo("ACTIVE");
    }

    /** Checks that the account reaches the status with time, sweeps and polls, and without faults. */
    void comesTo(String status) {
        until(status, () -> is(status));
    }

    private void until(String what, BooleanSupplier holds) {
        for (int i = 0; i < PATIENCE && !holds.getAsBoolean(); i++) {
            poll();
            report();
            installation.sweep();
        }
        assertThat(holds.getAsBoolean())
                .as("%s of %s, which is %s", what, account, status())
                .isTrue();
    }

    private Reply get(String method, String target) {
        return installation.send(method, target);
    }

    private Reply send(String method, String target, Object body) {
        return installation.send(method, target, body);
    }
}
