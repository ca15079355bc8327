package io.dynamicaccounts.secrets.engine;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import tools.jackson.databind.json.JsonMapper;

/** Stands in for Secrets Manager and S3: one operation of each, over their protocols, and what goes wrong with them. */
final class StandInAws implements AutoCloseable {

    static final String ARN = "arn:aws:secretsmanager:eu-central-1:123456789012:secret:";

    private static final JsonMapper JSON = new JsonMapper();

    private final HttpServer server;
    private final Map<String, String> secrets = new ConcurrentHashMap<>();
    private final Map<String, byte[]> objects = new ConcurrentHashMap<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private volatile Optional<Misbehaviour> misbehaviour = Optional.empty();

    /** Answers a request in the place of the service. */
    interface Misbehaviour {
        void answer(HttpExchange exchange) throws IOException;
    }

    StandInAws() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::handle);
        server.start();
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    void secret(String name, String value) {
        secrets.put(name, value);
    }

    void object(String bucketAndKey, byte[] content) {
        objects.put("/" + bucketAndKey, content);
    }

    void misbehave(Misbehaviour other) {
        misbehaviour = Optional.of(other);
    }

    /** The secrets and objects that were asked for. */
    List<String> requests() {
        return requests;
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            String target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
            requests.add(target == null ? exchange.getRequestURI().getPath() : new String(body, UTF_8));
            if (misbehaviour.isPresent()) {
                misbehaviour.get().answer(exchange);
            } else if (target == null) {
                object(exchange);
            } else {
                secret(exchange, JSON.readTree(body).path("SecretId").asString());
            }
        }
    }

    private void secret(HttpExchange exchange, String id) throws IOException {
        String name = id.startsWith(ARN) ? id.substring(ARN.length()).replaceFirst("-AbCdEf$", "") : id;
        String value = secrets.get(name);
        if (value == null) {
            answer(exchange, 400, "{\"__type\": \"ResourceNotFoundException\", \"message\": \"no " + id + "\"}");
            return;
        }
        var answer = new LinkedHashMap<String, String>(Map.of("Name", name, "ARN", ARN + name + "-AbCdEf"));
        if (value.startsWith("binary:")) {
            answer.put(
                    "SecretBinary",
                    Base64.getEncoder().encodeToString(value.substring(7).getBytes(UTF_8)));
        } else {
            answer.put("SecretString", value);
        }
        answer(exchange, 200, JSON.writeValueAsString(answer));
    }

    private void object(HttpExchange exchange) throws IOException {
        byte[] content = objects.get(exchange.getRequestURI().getPath());
        if (content == null) {
            answer(exchange, 404, "<Error><Code>NoSuchKey</Code><Message>canary-s3</Message></Error>");
            return;
        }
        exchange.sendResponseHeaders(200, content.length);
        exchange.getResponseBody().write(content);
    }

    static void answer(HttpExchange exchange, int status, String body) throws IOException {
        exchange.sendResponseHeaders(status, body.getBytes(UTF_8).length);
        exchange.getResponseBody().write(body.getBytes(UTF_8));
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
