package io.dynamicaccounts.sources;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.dynamicaccounts.json.ExactJson;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A server that lists stored definitions as Clouddriver does: from the starting name on, which is included, as many as
 * the limit, and of those only what the user may see. It can be told to behave in other ways.
 */
final class StandInClouddriver implements AutoCloseable {

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final TreeMap<String, Object> definitions = new TreeMap<>();
    private final Set<String> hidden = new HashSet<>();
    private final List<Headers> requests = new CopyOnWriteArrayList<>();
    private final List<String> queries = new CopyOnWriteArrayList<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile Behaviour behaviour = this::list;

    /** Answers one request. */
    interface Behaviour {
        void answer(HttpExchange exchange) throws IOException;
    }

    StandInClouddriver() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            try (exchange) {
                requests.add(exchange.getRequestHeaders());
                queries.add(exchange.getRequestURI().getRawQuery());
                behaviour.answer(exchange);
            }
        });
        server.start();
    }

    URI url() {
        return URI.create("http://localhost:" + server.getAddress().getPort());
    }

    /** The headers of all requests so far. */
    List<Headers> requests() {
        return requests;
    }

    /** The queries of all requests so far. */
    List<String> queries() {
        return queries;
    }

    /** Stores a definition with a name. */
    void store(Map<String, Object> definition) {
        definitions.put((String) definition.get("name"), definition);
    }

    /** Stores what is no definition, listed where this name would be. */
    void storeAt(String name, Object anything) {
        definitions.put(name, anything);
    }

    /** Stores definitions of these names. */
    void store(List<String> names) {
        names.forEach(name -> store(definition(name)));
    }

    static Map<String, Object> definition(String name) {
        return Map.of("type", "kubernetes", "name", name, "kubeconfigFile", "/k/" + name);
    }

    /** Stores a definition that the user may not see. */
    void storeHidden(String name) {
        store(definition(name));
        hidden.add(name);
    }

    /** Answers every request in another way from now on. */
    void behave(Behaviour other) {
        behaviour = other;
    }

    /** Lists definitions from now on. */
    void behaveWell() {
        behaviour = this::list;
    }

    /** Answers with an error as Clouddriver's, whose message holds a secret. */
    static Behaviour error(int status, String message) {
        return exchange -> send(
                exchange, status, "{\"status\":" + status + ",\"error\":\"Error\",\"message\":\"" + message + "\"}");
    }

    /** Answers 200 with this text. */
    static Behaviour text(String text) {
        return exchange -> send(exchange, 200, text);
    }

    static Behaviour redirect(URI to) {
        return exchange -> {
            exchange.getResponseHeaders().set("Location", to.toString());
            exchange.sendResponseHeaders(302, -1);
        };
    }

    /** Never answers. */
    Behaviour silence() {
        return exchange -> await();
    }

    /** Begins a body that never ends, either with nothing more or with as much as is taken. */
    Behaviour endless(int status, Amount amount) {
        return exchange -> {
            exchange.sendResponseHeaders(status, 0);
            OutputStream body = exchange.getResponseBody();
            body.write("[\"".getBytes(StandardCharsets.UTF_8));
            body.flush();
            byte[] part = "x".repeat(64 * 1024).getBytes(StandardCharsets.UTF_8);
            while (amount == Amount.AS_MUCH_AS_IS_TAKEN) {
                body.write(part);
            }
            await();
        };
    }

    /** How much of an endless body comes. */
    enum Amount {
        NOTHING_MORE,
        AS_MUCH_AS_IS_TAKEN
    }

    private void await() {
        try {
            closed.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void list(HttpExchange exchange) throws IOException {
        if (!exchange.getRequestURI().getPath().equals("/credentials/type/kubernetes")) {
            error(404, "nothing here").answer(exchange);
            return;
        }
        Map<String, String> query = query(exchange.getRequestURI());
        int limit = Integer.parseInt(query.getOrDefault("limit", "100"));
        List<Object> page = definitions.tailMap(query.getOrDefault("startingAccountName", "")).entrySet().stream()
                .limit(limit)
                .filter(entry -> !hidden.contains(entry.getKey()))
                .map(Map.Entry::getValue)
                .toList();
        send(exchange, 200, ExactJson.MAPPER.writeValueAsString(page));
    }

    private static Map<String, String> query(URI uri) {
        var query = new HashMap<String, String>();
        for (String part : Optional.ofNullable(uri.getRawQuery()).orElse("").split("&", -1)) {
            int equals = part.indexOf('=');
            query.put(
                    part.substring(0, Math.max(equals, 0)),
                    URLDecoder.decode(part.substring(equals + 1), StandardCharsets.UTF_8));
        }
        return query;
    }

    private static void send(HttpExchange exchange, int status, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
