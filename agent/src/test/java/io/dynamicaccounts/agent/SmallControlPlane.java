package io.dynamicaccounts.agent;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.dynamicaccounts.agent.protocol.AccountReport;
import io.dynamicaccounts.agent.protocol.AssignedAccount;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A minimal control plane with one zone and one list, in which the newest session of an id counts. */
final class SmallControlPlane implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final HttpServer server;
    private final Map<String, AssignedAccount> list = new TreeMap<>();
    private final Map<String, String> sessions = new LinkedHashMap<>();
    private final List<String> superseded = new ArrayList<>();
    final Map<String, AccountReport> reports = new TreeMap<>();
    final List<String> goodbyes = new ArrayList<>();
    private long revision = 1;
    private long acknowledged;
    private int polls;
    private int turnedAway;
    private int status = 200;
    private String problem = "unforeseen";

    SmallControlPlane() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::handle);
        server.start();
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    synchronized void list(AssignedAccount... assignments) {
        list.clear();
        for (AssignedAccount each : assignments) {
            list.put(each.account(), each);
        }
        revision++;
    }

    synchronized void answers(int code) {
        status = code;
    }

    /** Answers every request with this status and type of problem, and with a Retry-After of zero. */
    synchronized void answers(int code, String type) {
        status = code;
        problem = type;
    }

    synchronized boolean acknowledged() {
        return acknowledged == revision;
    }

    synchronized int polls() {
        return polls;
    }

    synchronized int turnedAway() {
        return turnedAway;
    }

    synchronized AccountReport report(String account) {
        return reports.get(account);
    }

    synchronized List<String> goodbyes() {
        return List.copyOf(goodbyes);
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            Object answer;
            int code;
            synchronized (this) {
                String path = exchange.getRequestURI().getPath();
                String agent = path.split("/")[3];
                code = status;
                if (exchange.getRequestMethod().equals("DELETE")) {
                    goodbyes.add(agent + " " + exchange.getRequestURI().getQuery());
                    answer = Map.of();
                } else {
                    JsonNode request = JSON.readTree(body);
                    String session = request.path("session").asString();
                    String type = problem;
                    if (superseded.contains(session)) {
                        code = 409;
                        type = "superseded";
                    } else if (path.endsWith("/poll")) {
                        String before = sessions.put(agent, session);
                        if (before != null && !before.equals(session)) {
                            superseded.add(before);
                        }
                    }
                    turnedAway += code == 409 ? 1 : 0;
                    answer = code == 200
                            ? answer(path, request)
                            : Map.of("type", "urn:dynamic-accounts:problem:" + type, "detail", "as the test wants");
                }
            }
            byte[] bytes = JSON.writeValueAsBytes(answer);
            if (code == 409) {
                exchange.getResponseHeaders().set("Retry-After", "0");
            }
            exchange.sendResponseHeaders(code, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    private Object answer(String path, JsonNode request) {
        if (path.endsWith("/poll")) {
            polls++;
            acknowledged = request.path("revision").asLong(0);
            Map<String, Object> answer = new LinkedHashMap<>(
                    Map.of("revision", revision, "epoch", 1, "pollAfterSeconds", 0.1, "leaseSeconds", 30));
            if (acknowledged != revision) {
                answer.put("assignments", List.copyOf(list.values()));
            }
            return answer;
        }
        if (path.endsWith("/definitions")) {
            List<Object> definitions = new ArrayList<>();
            request.path("accounts").forEach(name -> {
                AssignedAccount wanted = list.get(name.asString());
                if (wanted != null) {
                    definitions.add(Map.of(
                            "account",
                            wanted.account(),
                            "generation",
                            wanted.generation(),
                            "definition",
                            Map.of("name", wanted.account(), "kubeconfigContents", "canary")));
                }
            });
            return Map.of("definitions", definitions, "denied", List.of(), "remaining", List.of());
        }
        request.path("reports").forEach(each -> {
            AccountReport report = JSON.treeToValue(each, AccountReport.class);
            reports.put(report.account(), report);
        });
        return Map.of("stale", List.of(), "pollAfterSeconds", 0);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
