package io.dynamicaccounts.aws.lambda;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Stands in for KMS, Secrets Manager and S3: the few operations that are asked of them, over their JSON protocol. It
 * wraps by adding nothing but the key's name and the encryption context, and opens only for the same context.
 */
final class StandInServices implements AutoCloseable {

    private static final JsonMapper JSON = new JsonMapper();

    private final HttpServer server;
    private final Map<String, String> secrets = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> calls = new ConcurrentHashMap<>();
    private volatile Kms kms = Kms.ANSWERS;
    private volatile Optional<String> withdrawn = Optional.empty();

    /** What KMS does about every call. */
    enum Kms {
        ANSWERS,
        /** As where the role may not use the key. */
        REFUSES,
        FAILS
    }

    StandInServices() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::handle);
        server.start();
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    void kms(Kms behaviour) {
        kms = behaviour;
    }

    /** Refuses from now on to decrypt what this key encrypted, as where it is disabled. */
    void withdraw(String key) {
        withdrawn = Optional.of(key);
    }

    /** Returns how often an operation was called, by its target: {@code TrentService.Encrypt}. */
    int calls(String target) {
        return calls.getOrDefault(target, new AtomicInteger()).get();
    }

    void put(String secret, String value) {
        secrets.put(secret, value);
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            String target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
            if (target == null) {
                getObject(exchange);
                return;
            }
            JsonNode request = JSON.readTree(body);
            calls.computeIfAbsent(target, _ -> new AtomicInteger()).incrementAndGet();
            if (target.startsWith("TrentService.") && kms != Kms.ANSWERS) {
                if (kms == Kms.REFUSES) {
                    refuse(exchange, "AccessDeniedException");
                } else {
                    answer(exchange, 500, Map.of("__type", "KMSInternalException", "message", "the stand-in fails"));
                }
                return;
            }
            switch (target) {
                case "TrentService.Encrypt" -> encrypt(exchange, request);
                case "TrentService.Decrypt" -> decrypt(exchange, request);
                case "secretsmanager.GetSecretValue" -> getSecretValue(exchange, request);
                default -> refuse(exchange, "UnknownOperationException");
            }
        }
    }

    private static void encrypt(HttpExchange exchange, JsonNode request) throws IOException {
        String key = request.path("KeyId").asString();
        String wrapped = JSON.writeValueAsString(Map.of(
                "key", key,
                "context", request.path("EncryptionContext").toString(),
                "plaintext", request.path("Plaintext").asString()));
        answer(
                exchange,
                200,
                Map.of(
                        "KeyId",
                        key,
                        "CiphertextBlob",
                        Base64.getEncoder().encodeToString(wrapped.getBytes(StandardCharsets.UTF_8))));
    }

    private void decrypt(HttpExchange exchange, JsonNode request) throws IOException {
        JsonNode wrapped = JSON.readTree(
                Base64.getDecoder().decode(request.path("CiphertextBlob").asString()));
        if (!wrapped.path("context")
                .asString()
                .equals(request.path("EncryptionContext").toString())) {
            refuse(exchange, "InvalidCiphertextException");
            return;
        }
        if (withdrawn.filter(wrapped.path("key").asString()::equals).isPresent()) {
            refuse(exchange, "DisabledException");
            return;
        }
        answer(
                exchange,
                200,
                Map.of(
                        "KeyId",
                        wrapped.path("key").asString(),
                        "Plaintext",
                        wrapped.path("plaintext").asString()));
    }

    /** The object of S3 whose path is a secret here. */
    private void getObject(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        calls.computeIfAbsent("GetObject", _ -> new AtomicInteger()).incrementAndGet();
        byte[] content = secrets.getOrDefault(path, "").getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(secrets.containsKey(path) ? 200 : 404, content.length == 0 ? -1 : content.length);
        exchange.getResponseBody().write(content);
    }

    private void getSecretValue(HttpExchange exchange, JsonNode request) throws IOException {
        String name = request.path("SecretId").asString();
        String value = secrets.get(name);
        if (value == null) {
            refuse(exchange, "ResourceNotFoundException");
            return;
        }
        answer(exchange, 200, Map.of("Name", name, "SecretString", value));
    }

    private static void refuse(HttpExchange exchange, String type) throws IOException {
        answer(exchange, 400, Map.of("__type", type, "message", "the stand-in refuses"));
    }

    private static void answer(HttpExchange exchange, int status, Map<String, String> body) throws IOException {
        byte[] bytes = JSON.writeValueAsBytes(body);
        exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.1");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
