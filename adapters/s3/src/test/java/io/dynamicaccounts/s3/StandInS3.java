package io.dynamicaccounts.s3;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/** Stands in for S3: objects by path, with conditional requests, or one behaviour for all requests. */
final class StandInS3 implements AutoCloseable {

    private final HttpServer server;
    private final Map<String, String> objects = new ConcurrentHashMap<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final List<Headers> headers = new CopyOnWriteArrayList<>();
    private volatile Optional<Behaviour> behaviour = Optional.empty();

    /** What happens to a request. */
    @FunctionalInterface
    interface Behaviour {
        void handle(HttpExchange exchange) throws IOException, InterruptedException;
    }

    StandInS3() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::handle);
        server.start();
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    void put(String path, String text) {
        objects.put(path, text);
    }

    void behave(Behaviour all) {
        behaviour = Optional.of(all);
    }

    void behaveWell() {
        behaviour = Optional.empty();
    }

    /** What was asked for: the path as it was sent, and the tag. */
    List<String> requests() {
        return requests;
    }

    Headers lastHeaders() {
        return headers.getLast();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String tag = exchange.getRequestHeaders().getFirst("If-None-Match");
            requests.add(exchange.getRequestURI().getRawPath() + (tag == null ? "" : " unless " + tag));
            headers.add(exchange.getRequestHeaders());
            if (behaviour.isPresent()) {
                behaviour.get().handle(exchange);
                return;
            }
            String text = objects.get(exchange.getRequestURI().getPath());
            if (text == null) {
                exchange.sendResponseHeaders(404, -1);
                return;
            }
            String present = "\"" + Integer.toHexString(text.hashCode()) + "\"";
            exchange.getResponseHeaders().set("ETag", present);
            if (present.equals(tag)) {
                exchange.sendResponseHeaders(304, -1);
                return;
            }
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
