package io.dynamicaccounts.local.server;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import io.dynamicaccounts.http.HttpRequest;
import io.dynamicaccounts.http.HttpResponse;
import io.dynamicaccounts.http.Reception;
import io.dynamicaccounts.http.problem.ProblemKind;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The JDK's HTTP server with a virtual thread for each request. It listens from {@link #start} until {@link #stop}.
 */
public final class LocalServer {

    private static final Logger LOG = LoggerFactory.getLogger(LocalServer.class);

    private static final String[] PROTOCOLS = {"TLSv1.3", "TLSv1.2"};

    /**
     * How many connections the kernel keeps until they are accepted: clients beyond that number would have to
     * connect again.
     */
    private static final int BACKLOG = 1024;

    /** How many bytes of a body are read and discarded after its request was answered, and for how long. */
    private static final long REST = 16L * 1024 * 1024;

    private static final Duration WAIT_FOR_REST = Duration.ofSeconds(10);

    /** A client that was already too slow gets only the time to read the answer. */
    private static final Duration WAIT_FOR_SLOW = Duration.ofSeconds(1);

    private static final Duration TO_STOP_ACCEPTING = Duration.ofMillis(100);

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(10);

    private final HttpServer server;
    private final ExecutorService threads;
    private final RequestHandler handler;
    private final BodyReader bodies;
    private final AtomicInteger underWay = new AtomicInteger();

    private LocalServer(HttpServer server, RequestHandler handler, BodyLimits bounds) {
        this.server = server;
        this.handler = handler;
        this.bodies = new BodyReader(bounds);
        this.threads = Executors.newThreadPerTaskExecutor(
                Thread.ofVirtual().name("http-", 0).factory());
    }

    /**
     * Starts to listen.
     *
     * @param address the address to listen on; port 0 takes any free port
     * @param tls the server's identity; empty for plain HTTP
     * @throws IOException when the address cannot be bound
     */
    public static LocalServer start(InetSocketAddress address, Optional<SSLContext> tls, RequestHandler handler)
            throws IOException {
        return start(
                address, tls, handler, BodyLimits.forHeap(Runtime.getRuntime().maxMemory()));
    }

    static LocalServer start(
            InetSocketAddress address, Optional<SSLContext> tls, RequestHandler handler, BodyLimits bounds)
            throws IOException {
        JdkServerLimits.apply();
        HttpServer server = tls.isPresent() ? secure(address, tls.get()) : HttpServer.create(address, BACKLOG);
        var local = new LocalServer(server, handler, bounds);
        server.createContext("/", local::handle);
        server.setExecutor(local.threads);
        server.start();
        return local;
    }

    private static HttpServer secure(InetSocketAddress address, SSLContext tls) throws IOException {
        HttpsServer server = HttpsServer.create(address, BACKLOG);
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

    /** Returns the address of the server. */
    public URI uri() {
        InetSocketAddress bound = server.getAddress();
        InetAddress address = bound.getAddress();
        String host = address.getHostAddress();
        String literal = host.indexOf(':') >= 0 ? "[" + host + "]" : host;
        return URI.create((server instanceof HttpsServer ? "https" : "http") + "://" + literal + ":" + bound.getPort());
    }

    /** Accepts no more requests, and returns when the running ones are answered or this time has passed. */
    public void stop(Duration patience) {
        // The server's own count of exchanges never decreases for requests that it refused as malformed: after one
        // of them the server would always wait for the whole time. So another thread stops the server, and the count
        // here decides.
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
            HttpRequest head = Exchanges.head(exchange);
            OptionalLong length = Exchanges.bodyLength(exchange);
            switch (handler.receive(head, length)) {
                case Reception.Answered(HttpResponse response) -> Exchanges.respond(exchange, response);
                case Reception.BodyNeeded(var whole) -> answer(exchange, head, length, whole);
            }
        } catch (IOException e) {
            // The client closed the connection or was too slow, so there is no client to answer.
            LOG.debug("a client went away", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            underWay.decrementAndGet();
        }
    }

    private void answer(
            HttpExchange exchange, HttpRequest head, OptionalLong length, Function<byte[], HttpResponse> whole)
            throws IOException, InterruptedException {
        try (var pump = BodyPump.of(exchange.getRequestBody(), length)) {
            HttpResponse response = bodies.answer(pump, length, whole, problem -> handler.refuse(head, problem));
            Exchanges.respond(exchange, response);
            boolean slow = response.status() == ProblemKind.BODY_TOO_SLOW.status();
            pump.discard(REST, slow ? WAIT_FOR_SLOW : WAIT_FOR_REST);
        }
    }
}
