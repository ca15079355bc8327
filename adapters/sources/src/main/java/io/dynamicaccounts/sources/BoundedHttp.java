package io.dynamicaccounts.sources;

import io.dynamicaccounts.functions.definition.CredentialSource.Unreadable;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;

/**
 * An HTTP client of one source, with its own connections: no redirect is followed, no metadata address of a cloud is
 * asked, everything is bounded in time and size, and no error holds anything that was answered.
 */
public final class BoundedHttp implements AutoCloseable {

    private final String where;
    private final Duration connect;
    private final HttpClient client;

    /**
     * Creates a client, which connects when it is first needed.
     *
     * @param where the place of the source, which errors name
     * @param connect how long connecting may take
     * @param tls the certificates for TLS; empty for those of the Java runtime
     */
    public BoundedHttp(String where, Duration connect, Optional<SSLContext> tls) {
        this.where = where;
        this.connect = connect;
        HttpClient.Builder builder = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(connect);
        tls.ifPresent(builder::sslContext);
        this.client = builder.build();
    }

    /**
     * Returns the response, with its body only where the status is 200.
     *
     * @param wait how long the response may take, body included
     * @param tooSlow what an error says when it takes longer
     * @throws Unreadable when there is no response
     */
    public HttpResponse<byte[]> send(HttpRequest request, Duration wait, String tooSlow) {
        // Looking a name up may hang too, so it is waited for no longer than the rest.
        CompletableFuture<HttpResponse<byte[]>> answer = CompletableFuture.runAsync(
                        () -> MetadataAddresses.refuse(where, request.uri()), Thread::startVirtualThread)
                .thenCompose(_ -> client.sendAsync(request, BoundedHttp::body));
        try {
            return answer.get(Math.max(0, wait.toNanos()), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw unreadable(tooSlow, e);
        } catch (ExecutionException e) {
            throw failed(e.getCause() == null ? e : e.getCause(), tooSlow);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unreadable("was not waited for, because this process ends", e);
        } finally {
            answer.cancel(true);
        }
    }

    private static HttpResponse.BodySubscriber<byte[]> body(HttpResponse.ResponseInfo response) {
        return response.statusCode() == 200
                ? HttpResponse.BodySubscribers.limiting(
                        HttpResponse.BodySubscribers.ofByteArray(), FileBounds.MAX_BYTES)
                : new UnreadBody();
    }

    private Unreadable failed(Throwable cause, String tooSlow) {
        return switch (cause) {
            case Unreadable e -> e;
            case HttpConnectTimeoutException e ->
                unreadable("cannot be connected to within " + connect.toSeconds() + " s", e);
            case HttpTimeoutException e -> unreadable(tooSlow, e);
            case ConnectException e -> unreadable("cannot be connected to: is its address right, and does it run?", e);
            case SSLException e ->
                unreadable("cannot be spoken to over TLS: are the certificates right that both sides trust?", e);
            default ->
                unreadable(
                        "ended the connection, answered something else than HTTP, or more than "
                                + FileBounds.MAX_BYTES / 1024 / 1024 + " MiB",
                        new IOException(cause.getClass().getSimpleName()));
        };
    }

    /** Returns the error that says this of the source. */
    public Unreadable unreadable(String what, Exception cause) {
        return new Unreadable(where + " " + what, cause);
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
