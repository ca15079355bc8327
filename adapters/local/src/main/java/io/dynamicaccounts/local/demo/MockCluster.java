package io.dynamicaccounts.local.demo;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import tools.jackson.databind.json.JsonMapper;

/**
 * A mock cluster: a port of this machine that serves, over TLS and to every client with its token, the part of the
 * Kubernetes API that the reference agent uses. It has a version and namespaces; its watches stay open, and nothing
 * ever happens in them.
 */
final class MockCluster implements AutoCloseable {

    private static final String VERSION = "v1.34.2+mock";
    private static final String NAMESPACES = "/api/v1/namespaces";
    private static final Pattern PODS = Pattern.compile(NAMESPACES + "/[^/]+/pods");

    /** How often a watch sends a bookmark, which also shows that the watching process was killed. */
    private static final Duration BETWEEN_BOOKMARKS = Duration.ofSeconds(2);

    private final HttpsServer server;
    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("mock-", 0).factory());
    private final JsonMapper json = new JsonMapper();
    private final MockCertificate certificate;
    private final String token;
    private final List<String> namespaces;
    private volatile boolean refusing;

    private MockCluster(HttpsServer server, MockCertificate certificate, String token, List<String> namespaces) {
        this.server = server;
        this.certificate = certificate;
        this.token = token;
        this.namespaces = namespaces;
    }

    /** Opens a mock cluster on a free port. */
    static MockCluster open(MockCertificate certificate, String token, List<String> namespaces) throws IOException {
        var server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(certificate.tls()));
        var cluster = new MockCluster(server, certificate, token, List.copyOf(namespaces));
        server.createContext("/", cluster::answer);
        server.setExecutor(cluster.threads);
        server.start();
        return cluster;
    }

    /** Returns the kubeconfig for this mock cluster. */
    String kubeconfig() {
        return """
                apiVersion: v1
                kind: Config
                current-context: mock
                contexts: [{name: mock, context: {cluster: mock, user: agent}}]
                clusters: [{name: mock, cluster: {server: 'https://127.0.0.1:%d', certificate-authority-data: %s}}]
                users: [{name: agent, user: {token: %s}}]
                """.formatted(server.getAddress().getPort(), certificate.authorityData(), token);
    }

    /** Makes the mock cluster reject every token from now on. Open watches stay open. */
    void refuse() {
        refusing = true;
    }

    /** Makes the mock cluster accept its token again. */
    void accept() {
        refusing = false;
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            if (refusing
                    || !("Bearer " + token).equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
                refuse(exchange, 401, "Unauthorized");
            } else if (path.equals("/version")) {
                send(exchange, 200, Map.of("major", "1", "minor", "34", "gitVersion", VERSION));
            } else if (path.equals(NAMESPACES)) {
                listOrWatch(exchange, "Namespace", namespaces);
            } else if (PODS.matcher(path).matches()) {
                listOrWatch(exchange, "Pod", List.of());
            } else {
                refuse(exchange, 404, "a mock cluster has no " + path);
            }
        }
    }

    private void listOrWatch(HttpExchange exchange, String kind, List<String> names) throws IOException {
        String query = exchange.getRequestURI().getQuery();
        if (query == null || !query.contains("watch=true")) {
            var items = names.stream()
                    .map(name -> Map.of("metadata", Map.of("name", name)))
                    .toList();
            send(
                    exchange,
                    200,
                    Map.of(
                            "kind",
                            kind + "List",
                            "apiVersion",
                            "v1",
                            "metadata",
                            Map.of("resourceVersion", "1"),
                            "items",
                            items));
        } else if (exchange.getRequestHeaders().containsKey("Upgrade")) {
            // Clients then ask again for a plain response that does not end, as behind a proxy without web sockets.
            refuse(exchange, 503, "a mock cluster has no web sockets");
        } else {
            watch(exchange, kind);
        }
    }

    private void watch(HttpExchange exchange, String kind) throws IOException {
        var object = Map.of("kind", kind, "apiVersion", "v1", "metadata", Map.of("resourceVersion", "1"));
        byte[] bookmark = bytes(json.writeValueAsString(Map.of("type", "BOOKMARK", "object", object)) + "\n");
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, 0);
        OutputStream out = exchange.getResponseBody();
        try {
            while (!Thread.currentThread().isInterrupted()) {
                out.write(bookmark);
                out.flush();
                Thread.sleep(BETWEEN_BOOKMARKS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void refuse(HttpExchange exchange, int status, String message) throws IOException {
        send(
                exchange,
                status,
                Map.of("kind", "Status", "apiVersion", "v1", "status", "Failure", "code", status, "message", message));
    }

    private void send(HttpExchange exchange, int status, Map<String, Object> body) throws IOException {
        byte[] bytes = bytes(json.writeValueAsString(body));
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Ends every connection. */
    @Override
    public void close() {
        threads.shutdownNow();
        server.stop(0);
    }
}
