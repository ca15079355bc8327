package io.dynamicaccounts.local.server;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import io.dynamicaccounts.http.Headers;
import io.dynamicaccounts.http.HttpRequest;
import io.dynamicaccounts.http.HttpResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The JDK's HTTP server, a virtual thread for each request. It listens from {@link #start} until {@link #stop}. */
public final class LocalServer {

    private static final Logger LOG = LoggerFactory.getLogger(LocalServer.class);

    private static final String[] PROTOCOLS = {"TLSv1.3", "TLSv1.2"};

    /** From here on a body counts as large: a poll or a report of a few hundred accounts is smaller. */
    private static final int LARGE = 64 * 1024;

    /**
     * How many large bodies are held in memory at a time, before anybody has asked who sends them: a body of 4 MiB takes about ten
     * times that once it is read as JSON.
     */
    private static final int LARGE_AT_ONCE = 8;

    private static final Duration WAIT_FOR_ROOM = Duration.ofSeconds(10);

    private static final Duration TO_STOP_ACCEPTING = Duration.ofMillis(100);

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(10);

    private final HttpServer server;
    private final ExecutorService threads;
    private final Function<HttpRequest, HttpResponse> handler;
    private final AtomicInteger underWay = new AtomicInteger();
    private final Semaphore room = new Semaphore(LARGE_AT_ONCE);

    private LocalServer(HttpServer server, Function<HttpRequest, HttpResponse> handler) {
        this.server = server;
        this.handler = handler;
        this.threads = Executors.newThreadPerTaskExecutor(
                Thread.ofVirtual().name("http-", 0).factory());
    }

    /**
     * Listens.
     *
     * @param address port 0 takes any that is free
     * @param tls what to prove the server's identity with; empty for plain HTTP
     * @param handler answers each request; called by any number of threads
     * @throws IOException when the address cannot be bound
     */
    public static LocalServer start(
            InetSocketAddress address, Optional<SSLContext> tls, Function<HttpRequest, HttpResponse> handler)
            throws IOException {
        Limits.apply();
        HttpServer server = tls.isPresent() ? secure(address, tls.get()) : HttpServer.create(address, 0);
        var local = new LocalServer(server, handler);
        server.createContext("/", local::handle);
        server.setExecutor(local.threads);
        server.start();
        return local;
    }

    private static HttpServer secure(InetSocketAddress address, SSLContext tls) throws IOException {
        HttpsServer server = HttpsServer.create(address, 0);
        server.setHttpsConfigurator(new HttpsConfigurator(tls) {
            @Override
            public void configure(HttpsParameters parameters) {
                SSLParameters ours = getSSLContext().getDefaultSSLParameters();
                ours.setProtocols(PROTOCOLS);
                parameters.setSSLParameters(ours);
            }
        });
        return server;
    }

    /** Where it listens. */
    public URI uri() {
        InetSocketAddress bound = server.getAddress();
        InetAddress address = bound.getAddress();
        String host = address.getHostAddress();
        String literal = host.indexOf(':') >= 0 ? "[" + host + "]" : host;
        return URI.create((server instanceof HttpsServer ? "https" : "http") + "://" + literal + ":" + bound.getPort());
    }

    /** Accepts nothing more, and returns when the requests under way are answered or this long has passed. */
    public void stop(Duration patience) {
        // The server's own count of exchanges never comes down from requests that it refused as malformed: after one of
        // those it would always wait for as long as it may. So it stops aside, and the count here decides.
        Thread stopping = Thread.ofPlatform()
                .daemon()
                .name("http-stop")
                .start(() -> server.stop(Math.toIntExact(patience.toSeconds())));
        long end = System.nanoTime() + patience.toNanos();
        try {
            stopping.join(TO_STOP_ACCEPTING);
            while (underWay.get() > 0 && System.nanoTime() < end) {
                stopping.join(BETWEEN_LOOKS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        threads.shutdown();
    }

    private void handle(HttpExchange exchange) {
        underWay.incrementAndGet();
        try (exchange) {
            Exchanges.respond(exchange, answer(exchange));
        } catch (IOException e) {
            // The client went away or was too slow: nobody is left to be answered.
            LOG.debug("a client went away", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            underWay.decrementAndGet();
        }
    }

    private HttpResponse answer(HttpExchange exchange) throws IOException, InterruptedException {
        if (Exchanges.declaredLength(exchange) < LARGE) {
            return handler.apply(Exchanges.request(exchange));
        }
        if (!room.tryAcquire(WAIT_FOR_ROOM.toMillis(), TimeUnit.MILLISECONDS)) {
            return noRoom();
        }
        try {
            return handler.apply(Exchanges.request(exchange));
        } finally {
            room.release();
        }
    }

    private static HttpResponse noRoom() {
        return new HttpResponse(
                503,
                Headers.of(Map.of("Content-Type", List.of("application/problem+json"), "Retry-After", List.of("2"))),
                """
                {"type":"about:blank","title":"Service Unavailable","status":503,\
                "detail":"too many large requests at once: repeat this one after a while"}""".getBytes(StandardCharsets.UTF_8));
    }
}
