package io.dynamicaccounts.aws.lambda;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The tests' own Lambda service: the HTTP interface that a runtime client asks for invocations, for one environment.
 */
final class RuntimeApi implements AutoCloseable {

    private static final String RUNTIME = "/2018-06-01/runtime/";
    private static final String FUNCTION_ARN = "arn:aws:lambda:eu-central-1:123456789012:function:dynamic-accounts";

    private final HttpServer server;
    private final BlockingQueue<Invocation> waiting = new LinkedBlockingQueue<>();
    private final Map<String, Invocation> underWay = new ConcurrentHashMap<>();
    private final CompletableFuture<String> initError = new CompletableFuture<>();
    private final CompletableFuture<Void> ready = new CompletableFuture<>();
    private final CompletableFuture<Void> checkpointed = new CompletableFuture<>();
    private final CompletableFuture<Void> restore = new CompletableFuture<>();

    /** What an invocation came to. */
    sealed interface Outcome {
        record Answered(byte[] payload) implements Outcome {}

        record Failed(String error) implements Outcome {}
    }

    private record Invocation(String id, byte[] event, Duration timeout, CompletableFuture<Outcome> outcome) {}

    RuntimeApi() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext(RUNTIME, this::handle);
        server.start();
    }

    /** Host and port, as {@code AWS_LAMBDA_RUNTIME_API} has them. */
    String authority() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    /** Invokes the function, and waits a little longer than it may take. */
    Outcome invoke(byte[] event, Duration timeout) {
        var invocation = new Invocation(UUID.randomUUID().toString(), event, timeout, new CompletableFuture<>());
        waiting.add(invocation);
        return await(invocation.outcome(), timeout.plusSeconds(60));
    }

    /** Waits until the function asks for its first invocation. */
    void awaitReady() {
        await(CompletableFuture.anyOf(ready, initError), Duration.ofMinutes(1));
        if (initError.isDone()) {
            throw new AssertionError("the init failed: " + initError.join());
        }
    }

    /** What the function said of an init that failed. */
    String initError() {
        return await(initError, Duration.ofMinutes(1));
    }

    /** Waits until the function has let itself be snapshotted. */
    void awaitCheckpoint() {
        await(CompletableFuture.anyOf(checkpointed, initError), Duration.ofMinutes(1));
        if (initError.isDone()) {
            throw new AssertionError("the init failed: " + initError.join());
        }
    }

    /** Lets it go on as if it had been restored. */
    void restore() {
        restore.complete(null);
    }

    private static <T> T await(CompletableFuture<T> future, Duration patience) {
        try {
            return future.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new AssertionError("nothing was heard of the function for " + patience, e);
        } catch (ExecutionException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private void handle(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath().substring(RUNTIME.length());
        try (exchange) {
            if (path.equals("invocation/next")) {
                next(exchange);
            } else if (path.equals("init/error")) {
                initError.complete(text(exchange));
                accepted(exchange);
            } else if (path.equals("restore/next")) {
                checkpointed.complete(null);
                restore.join();
                exchange.sendResponseHeaders(200, -1);
            } else if (path.startsWith("invocation/") && path.endsWith("/response")) {
                byte[] payload = exchange.getRequestBody().readAllBytes();
                complete(path, new Outcome.Answered(payload));
                accepted(exchange);
            } else if (path.endsWith("/error")) {
                complete(path, new Outcome.Failed(text(exchange)));
                accepted(exchange);
            } else {
                exchange.sendResponseHeaders(404, -1);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void next(HttpExchange exchange) throws IOException, InterruptedException {
        ready.complete(null);
        Invocation invocation = waiting.take();
        underWay.put(invocation.id(), invocation);
        var headers = exchange.getResponseHeaders();
        headers.set("Content-Type", "application/json");
        headers.set("Lambda-Runtime-Aws-Request-Id", invocation.id());
        headers.set(
                "Lambda-Runtime-Deadline-Ms",
                Long.toString(Instant.now().plus(invocation.timeout()).toEpochMilli()));
        headers.set("Lambda-Runtime-Invoked-Function-Arn", FUNCTION_ARN);
        headers.set("Lambda-Runtime-Trace-Id", "Root=1-5e1b4151-43a0913a12345678901234567;Sampled=0");
        exchange.sendResponseHeaders(200, invocation.event().length);
        exchange.getResponseBody().write(invocation.event());
    }

    private void complete(String path, Outcome outcome) {
        Invocation invocation = underWay.remove(path.split("/")[1]);
        if (invocation != null) {
            invocation.outcome().complete(outcome);
        }
    }

    private static String text(HttpExchange exchange) throws IOException {
        return new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    }

    private static void accepted(HttpExchange exchange) throws IOException {
        byte[] body = "{\"status\":\"OK\"}".getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(202, body.length);
        exchange.getResponseBody().write(body);
    }

    @Override
    public void close() {
        restore.complete(null);
        server.stop(0);
    }
}
