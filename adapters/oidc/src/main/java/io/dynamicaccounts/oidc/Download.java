package io.dynamicaccounts.oidc;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;

/**
 * Downloads documents, over new connections, within a time for all of them and a size for each. No redirect is
 * followed, nothing about the caller is sent, and no error has anything that was answered.
 */
final class Download implements AutoCloseable {

    /** A key takes at most 3 kB with its certificates, and no identity provider has hundreds of them. */
    static final int MAX_BYTES = 512 * 1024;

    private final HttpClient client;
    private final Duration timeout;
    private final long end;

    /**
     * Begins.
     *
     * @param timeout for everything until the object is closed
     */
    Download(Duration timeout, Optional<Supplier<SSLContext>> tls) {
        this.timeout = timeout;
        this.end = System.nanoTime() + timeout.toNanos();
        HttpClient.Builder builder = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(timeout);
        tls.ifPresent(context -> builder.sslContext(context.get()));
        this.client = builder.build();
    }

    /**
     * Returns a document.
     *
     * @throws IOException with a message for an operator
     */
    String text(URI url) throws IOException {
        CompletableFuture<HttpResponse<byte[]>> answer = client.sendAsync(
                HttpRequest.newBuilder(url).header("Accept", "application/json").build(),
                BodyHandlers.limiting(BodyHandlers.ofByteArray(), MAX_BYTES));
        try {
            HttpResponse<byte[]> response = answer.get(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
            if (response.statusCode() != 200) {
                throw new IOException(url + " answered " + response.statusCode()
                        + (response.statusCode() / 100 == 3 ? ", a redirect, which is not followed" : ""));
            }
            return new String(response.body(), StandardCharsets.UTF_8);
        } catch (TimeoutException e) {
            throw new IOException(url + " did not answer within " + timeout.toMillis() + " ms", e);
        } catch (ExecutionException e) {
            throw new IOException(url + " cannot be read: " + reason(e), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("reading " + url + " was interrupted", e);
        } finally {
            answer.cancel(true);
        }
    }

    /** Returns the type of a failure: its message may have what was answered. */
    private static String reason(ExecutionException e) {
        Throwable failure = e.getCause() == null ? e : e.getCause();
        return failure.getMessage() != null && failure.getMessage().contains("capacity")
                ? "it has more than " + MAX_BYTES + " bytes"
                : failure.getClass().getSimpleName();
    }

    @Override
    public void close() {
        // Not close(), which waits for what has been given up.
        client.shutdownNow();
    }
}
