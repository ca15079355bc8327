package io.dynamicaccounts.local;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Somebody who drives the control plane over HTTP with a client library. */
public final class Operator {

    private static final JsonMapper JSON = new JsonMapper();

    private final URI server;
    private final HttpClient client;
    private final Optional<String> token;

    public Operator(URI server) {
        this(server, HttpClient.newHttpClient(), Optional.empty());
    }

    public Operator(URI server, HttpClient client, Optional<String> token) {
        this.server = server;
        this.client = client;
        this.token = token;
    }

    public record Answer(int status, String text) {
        public JsonNode json() {
            return JSON.readTree(text);
        }
    }

    public Answer send(String method, String path, Object body) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(server.resolve(path))
                .timeout(Duration.ofSeconds(60))
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(JSON.writeValueAsString(body)));
        token.ifPresent(it -> request.header("Authorization", "Bearer " + it));
        HttpResponse<String> response = client.send(request.build(), BodyHandlers.ofString());
        return new Answer(response.statusCode(), response.body());
    }

    public Answer get(String path) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(server.resolve(path)).timeout(Duration.ofSeconds(60));
        token.ifPresent(it -> request.header("Authorization", "Bearer " + it));
        HttpResponse<String> response = client.send(request.build(), BodyHandlers.ofString());
        return new Answer(response.statusCode(), response.body());
    }

    /** Sends, and insists on 202. */
    public void sendAccepted(String method, String path, Object body) throws IOException, InterruptedException {
        Answer answer = send(method, path, body);
        assertThat(answer.status())
                .as(method + " " + path + ": " + answer.text())
                .isEqualTo(202);
    }

    public void provision(String name, String zone, Map<String, Object> more) throws IOException, InterruptedException {
        var definition = new TreeMap<>(more);
        definition.put("name", name);
        definition.put("zoneId", zone);
        sendAccepted("POST", "/armory/accounts/dynamic", definition);
    }

    public void patch(String name, String state) throws IOException, InterruptedException {
        sendAccepted("PATCH", "/armory/accounts", List.of(Map.of("name", name, "state", state)));
    }

    /** The state, or "absent". */
    public String state(String name) throws IOException, InterruptedException {
        Answer answer = get("/armory/accounts/" + name);
        return answer.status() == 404 ? "absent" : answer.json().path("status").asString();
    }

    /** Every account's state, page by page. */
    public Map<String, String> states() throws IOException, InterruptedException {
        var states = new TreeMap<String, String>();
        for (JsonNode item : items()) {
            states.put(item.path("name").asString(), item.path("status").asString());
        }
        return states;
    }

    /** Every account, page by page. */
    public List<JsonNode> items() throws IOException, InterruptedException {
        var items = new ArrayList<JsonNode>();
        JsonNode page;
        int number = 1;
        do {
            page = get("/armory/accounts?limit=1000&page=" + number++).json().path("items");
            page.forEach(items::add);
        } while (page.size() == 1000);
        return items;
    }

    /** Waits until it is so; fails after that many seconds. */
    public static void await(String what, int seconds, BooleanSupplierThatMayFail holds) throws Exception {
        long end = System.nanoTime() + Duration.ofSeconds(seconds).toNanos();
        while (!holds.test()) {
            assertThat(System.nanoTime())
                    .as("within " + seconds + " s: " + what)
                    .isLessThan(end);
            Thread.sleep(50);
        }
    }

    /** A {@link BooleanSupplier} that may throw. */
    @FunctionalInterface
    public interface BooleanSupplierThatMayFail {
        boolean test() throws Exception;
    }
}
