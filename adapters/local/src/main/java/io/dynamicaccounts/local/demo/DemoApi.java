package io.dynamicaccounts.local.demo;

import io.dynamicaccounts.local.demo.DemoSnapshot.Account;
import io.dynamicaccounts.local.demo.DemoSnapshot.Agent;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The calls by which the demo uses the control plane, as an operator would with {@code curl}. */
final class DemoApi implements AutoCloseable {

    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final URI server;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final JsonMapper json = new JsonMapper();

    DemoApi(URI server) {
        this.server = server;
    }

    /** One transition of an account from its history; states are empty where there was no account. */
    record Transition(String event, String from, String to, String actor) {}

    /** Sends a request and requires status 202, the answer to every accepted change. */
    void send(String method, String path, Object body) throws IOException, InterruptedException {
        HttpResponse<String> response = send(method, path, BodyPublishers.ofString(json.writeValueAsString(body)));
        if (response.statusCode() != 202) {
            throw new IOException(
                    method + " " + path + " was answered " + response.statusCode() + ": " + response.body());
        }
    }

    DemoSnapshot snapshot() throws IOException, InterruptedException {
        var accounts = new ArrayList<Account>();
        for (JsonNode item : read("/armory/accounts?limit=1000").path("items")) {
            accounts.add(new Account(
                    item.path("name").asString(),
                    item.path("zoneId").asString(""),
                    item.path("status").asString(),
                    item.path("generation").asLong(),
                    item.path("connections").asInt(),
                    item.path("errorMessage").asString("")));
        }
        var agents = new ArrayList<Agent>();
        for (JsonNode agent : read("/armory/agents")) {
            agents.add(new Agent(
                    agent.path("agentId").asString(),
                    agent.path("zoneId").asString(),
                    agent.path("accounts").size()));
        }
        return new DemoSnapshot(List.copyOf(accounts), List.copyOf(agents));
    }

    /** Returns the definition of an account, with masked secrets. */
    JsonNode definition(String account) throws IOException, InterruptedException {
        return read("/agents/kubernetes/accounts/" + account).path("config");
    }

    /** Returns the transitions of an account, the oldest first. */
    List<Transition> history(String account) throws IOException, InterruptedException {
        var transitions = new ArrayList<Transition>();
        for (JsonNode past : read("/armory/accounts/" + account + "/history")) {
            transitions.add(new Transition(
                    past.path("event").asString(),
                    past.path("from").asString(""),
                    past.path("to").asString(""),
                    past.path("actor").asString()));
        }
        return transitions.reversed();
    }

    private JsonNode read(String path) throws IOException, InterruptedException {
        HttpResponse<String> response = send("GET", path, BodyPublishers.noBody());
        if (response.statusCode() != 200) {
            throw new IOException("GET " + path + " was answered " + response.statusCode());
        }
        return json.readTree(response.body());
    }

    private HttpResponse<String> send(String method, String path, HttpRequest.BodyPublisher body)
            throws IOException, InterruptedException {
        return client.send(
                HttpRequest.newBuilder(server.resolve(path))
                        .timeout(TIMEOUT)
                        .header("Content-Type", "application/json")
                        .method(method, body)
                        .build(),
                BodyHandlers.ofString());
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
