package io.dynamicaccounts.aws.lambda;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;

/** Stands in for S3, with one configuration file, and for a Clouddriver that stores one account. */
final class StandInSources implements AutoCloseable {

    private static final String FILE = "kubernetes: {accounts: [{name: from-s3, kubeconfigContents: c}]}";
    private static final String STORED =
            "[{\"type\": \"kubernetes\", \"name\": \"from-clouddriver\", \"kubeconfigContents\": \"c\"}]";

    private final HttpServer server;
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final Set<String> hanging = ConcurrentHashMap.newKeySet();
    private final CountDownLatch end = new CountDownLatch(1);

    StandInSources() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/spinnaker-config/clouddriver.yml", exchange -> answer(exchange, "Authorization", FILE));
        server.createContext("/credentials/type/kubernetes", exchange -> answer(exchange, "X-SPINNAKER-USER", STORED));
        server.start();
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** Answers no request below this path. */
    void hang(String path) {
        hanging.add(path);
    }

    /** The paths that were asked for, each with who asked. */
    List<String> asked() {
        return asked;
    }

    private void answer(HttpExchange exchange, String who, String text) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            asked.add(path + " " + exchange.getRequestHeaders().getFirst(who));
            if (hanging.stream().anyMatch(path::startsWith)) {
                end.await();
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
        end.countDown();
        server.stop(0);
    }
}
