package io.dynamicaccounts.agent.http;

import io.dynamicaccounts.agent.protocol.ControlPlaneAnswer;
import io.dynamicaccounts.agent.protocol.ControlPlaneClient;
import io.dynamicaccounts.agent.protocol.DefinitionsAnswer;
import io.dynamicaccounts.agent.protocol.DefinitionsRequest;
import io.dynamicaccounts.agent.protocol.PollAnswer;
import io.dynamicaccounts.agent.protocol.PollRequest;
import io.dynamicaccounts.agent.protocol.ReportAnswer;
import io.dynamicaccounts.agent.protocol.ReportsRequest;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/**
 * Speaks the agent protocol over HTTP/1.1 with persistent connections. Redirects are not followed, because the token
 * would be sent along. No request or answer body is ever logged or quoted. Thread-safe; to be closed after the agents
 * that use it.
 */
public final class HttpControlPlane implements ControlPlaneClient, AutoCloseable {

    /** The contract's limit of a request body. */
    static final int LARGEST_REQUEST = 4 * 1024 * 1024;

    /** A list of 20,000 accounts with the longest names takes 5 MiB; an answer with definitions takes up to 4 MiB. */
    static final int LARGEST_ANSWER = 8 * 1024 * 1024;

    /**
     * The only conflict that ends an agent. Any other conflict may pass, which an agent that has ended would not
     * notice.
     */
    private static final String SUPERSEDED = "urn:dynamic-accounts:problem:superseded";

    private final ServerAddress server;
    private final BearerToken token;
    private final Duration timeout;
    private final InstantSource clock;
    private final HttpClient client;
    private final ProtocolJson json = new ProtocolJson();

    /**
     * Creates a client of one control plane.
     *
     * @param server the address of the control plane, with the path under which it is served, if any
     * @param trust how the server's certificate is checked; null for the machine's own authorities
     * @throws IllegalArgumentException when the address is unusable, or plain http where that is not allowed
     */
    public HttpControlPlane(URI server, PlainHttp plainHttp, BearerToken token, @Nullable SSLContext trust) {
        this(server, plainHttp, token, trust, Duration.ofSeconds(15), InstantSource.system());
    }

    /**
     * Creates a client of one control plane.
     *
     * @param timeout for a whole call, from connecting to the last byte of the answer
     */
    public HttpControlPlane(
            URI server,
            PlainHttp plainHttp,
            BearerToken token,
            @Nullable SSLContext trust,
            Duration timeout,
            InstantSource clock) {
        this.server = new ServerAddress(server, plainHttp);
        this.token = token;
        this.timeout = timeout;
        this.clock = clock;
        HttpClient.Builder builder = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(timeout);
        if (trust != null) {
            builder.sslContext(trust);
        }
        this.client = builder.build();
    }

    @Override
    public ControlPlaneAnswer<PollAnswer> poll(String agentId, PollRequest request) {
        return post("/armory/agents/" + agentId + "/poll", request, PollAnswer.class);
    }

    @Override
    public ControlPlaneAnswer<DefinitionsAnswer> definitions(String agentId, DefinitionsRequest request) {
        return post("/armory/agents/" + agentId + "/definitions", request, DefinitionsAnswer.class);
    }

    @Override
    public ControlPlaneAnswer<ReportAnswer> reports(String agentId, ReportsRequest request) {
        return post("/armory/agents/" + agentId + "/reports", request, ReportAnswer.class);
    }

    @Override
    public ControlPlaneAnswer<Goodbye> goodbye(String agentId, String zoneId, String session) {
        URI uri = server.at("/armory/agents/" + agentId + "?zoneId=" + zoneId + "&session=" + session);
        return exchange(HttpRequest.newBuilder(uri).DELETE(), body -> new Goodbye());
    }

    private <T> ControlPlaneAnswer<T> post(String path, Object request, Class<T> type) {
        byte[] body = json.write(request);
        if (body.length > LARGEST_REQUEST) {
            return new ControlPlaneAnswer.Refused<>(413, "the request would be larger than 4 MiB");
        }
        HttpRequest.Builder builder = HttpRequest.newBuilder(server.at(path))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body));
        return exchange(builder, answer -> json.read(answer, type));
    }

    /** Reads the body of a success. */
    private interface Reader<T> {
        T read(byte[] body);
    }

    private <T> ControlPlaneAnswer<T> exchange(HttpRequest.Builder builder, Reader<T> reader) {
        builder.header("Accept", "application/json").timeout(timeout);
        token.current().ifPresent(value -> builder.header("Authorization", "Bearer " + value));
        CompletableFuture<HttpResponse<byte[]>> future =
                client.sendAsync(builder.build(), BodyHandlers.limiting(BodyHandlers.ofByteArray(), LARGEST_ANSWER));
        try {
            // The timeout of the request ends with the headers; this timeout also covers a body that never ends.
            return answer(future.get(timeout.toMillis(), TimeUnit.MILLISECONDS), reader);
        } catch (TimeoutException slow) {
            return new ControlPlaneAnswer.Unreachable<>(late());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return new ControlPlaneAnswer.Unreachable<>("interrupted");
        } catch (ExecutionException failure) {
            return new ControlPlaneAnswer.Unreachable<>(reason(failure.getCause()));
        } catch (JacksonException unreadable) {
            return new ControlPlaneAnswer.Unreachable<>("an answer of " + server + " that could not be read");
        } finally {
            // Ends an exchange that has not ended by itself, so that its connection is not held for ever.
            future.cancel(true);
        }
    }

    private <T> ControlPlaneAnswer<T> answer(HttpResponse<byte[]> response, Reader<T> reader) {
        int status = response.statusCode();
        if (status / 100 == 2) {
            return new ControlPlaneAnswer.Answered<>(reader.read(response.body()));
        }
        ProtocolJson.Problem problem = json.problem(response.body());
        String detail = status + problem.detail().map(text -> " " + text).orElse("");
        return switch (status) {
            case 401, 403 -> {
                token.rejected();
                yield new ControlPlaneAnswer.Unauthorised<>(detail);
            }
            case 409 ->
                problem.type().equals(SUPERSEDED)
                        ? new ControlPlaneAnswer.Superseded<>(detail)
                        : new ControlPlaneAnswer.TurnedAway<>(RetryAfter.of(response.headers(), clock), detail);
            case 408, 429, 503 -> new ControlPlaneAnswer.Busy<>(RetryAfter.of(response.headers(), clock), detail);
            default ->
                status >= 500
                        ? new ControlPlaneAnswer.Unreachable<>(detail)
                        : new ControlPlaneAnswer.Refused<>(status, detail);
        };
    }

    private String late() {
        return "no complete answer of " + server + " within " + timeout.toMillis() / 1000.0 + " s";
    }

    /**
     * Returns the reason with the server's name, because a reader may run many agents, or may have mistyped the
     * address.
     */
    private String reason(@Nullable Throwable cause) {
        return switch (cause) {
            case SSLException tls
            when untrusted(tls) ->
                "no trusted connection to " + server
                        + ": its certificate is not signed by an authority that this agent trusts; --ca-file names one";
            case SSLException tls -> "no trusted connection to " + server + ": " + tls.getMessage();
            case HttpTimeoutException _ -> late();
            case ConnectException connecting
            when connecting.getCause() instanceof UnresolvedAddressException -> "no such host: " + server;
            case ConnectException _ -> "cannot connect to " + server;
            case IOException io ->
                "no answer of " + server + ": "
                        + (io.getMessage() == null ? io.getClass().getSimpleName() : io.getMessage());
            case null, default -> "no answer of " + server + ": " + cause;
        };
    }

    private static boolean untrusted(Throwable fault) {
        for (Throwable each = fault; each != null; each = each.getCause()) {
            if (each instanceof CertPathBuilderException || each instanceof CertPathValidatorException) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
