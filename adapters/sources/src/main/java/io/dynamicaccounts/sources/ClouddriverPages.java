package io.dynamicaccounts.sources;

import io.dynamicaccounts.functions.definition.CredentialSource.Unreadable;
import io.dynamicaccounts.json.ExactJson;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import tools.jackson.core.JacksonException;

/**
 * The pages of one reading of a running Clouddriver: a client with its own connections, token and certificates, which
 * are read anew each time. No redirect is followed, everything is bounded in time and size, and no error holds
 * anything that was answered.
 */
final class ClouddriverPages implements ClouddriverDefinitions.Pages, AutoCloseable {

    private static final String PATH = "/credentials/type/kubernetes";

    private static final int MAX_BYTES = 64 * 1024 * 1024;

    private static final int MAX_TOKEN_BYTES = 16 * 1024;

    private static final Pattern TOKEN = Pattern.compile("[\\x21-\\x7e]+");

    private final ClouddriverConnection connection;
    private final HttpClient client;
    private final Optional<String> token;
    private final long end;

    /**
     * Begins a reading.
     *
     * @throws Unreadable when the token or the certificates cannot be used
     */
    ClouddriverPages(ClouddriverConnection connection) {
        this.connection = connection;
        this.token = connection.tokenFile().map(ClouddriverPages::token);
        this.client = client(connection);
        this.end = System.nanoTime() + connection.timeouts().reading().toNanos();
    }

    private static HttpClient client(ClouddriverConnection connection) {
        HttpClient.Builder builder = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(connection.timeouts().connect());
        connection.tls().ifPresent(tls -> builder.sslContext(tls.get()));
        return builder.build();
    }

    @Override
    public List<?> page(Optional<String> first, int limit) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri(first, limit)).header("Accept", "application/json");
        connection.user().ifPresent(user -> request.header("X-SPINNAKER-USER", user));
        token.ifPresent(text -> request.header("Authorization", "Bearer " + text));
        HttpResponse<byte[]> response = send(request.build());
        if (response.statusCode() != 200) {
            throw unreadable(explanation(response.statusCode()), new IOException("status " + response.statusCode()));
        }
        return list(response.body())
                .orElseThrow(() -> unreadable(
                        "answered no list of definitions in JSON: is it Clouddriver?", new IOException("no list")));
    }

    private static Optional<List<?>> list(byte[] body) {
        try {
            return Optional.ofNullable(ExactJson.MAPPER.readValue(body, List.class));
        } catch (JacksonException e) {
            // Without the exception, which quotes what was answered.
            return Optional.empty();
        }
    }

    private URI uri(Optional<String> first, int limit) {
        String url = connection.url().toString();
        String base = url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
        String from = first.map(name -> "&startingAccountName=" + URLEncoder.encode(name, StandardCharsets.UTF_8))
                .orElse("");
        return URI.create(base + PATH + "?limit=" + limit + from);
    }

    private HttpResponse<byte[]> send(HttpRequest request) {
        Duration left = Duration.ofNanos(end - System.nanoTime());
        Duration wait = left.compareTo(connection.timeouts().request()) < 0
                ? left
                : connection.timeouts().request();
        CompletableFuture<HttpResponse<byte[]>> answer = client.sendAsync(
                request,
                response -> response.statusCode() == 200
                        ? HttpResponse.BodySubscribers.limiting(HttpResponse.BodySubscribers.ofByteArray(), MAX_BYTES)
                        : new UnreadBody());
        try {
            return answer.get(Math.max(0, wait.toNanos()), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw tooSlow(e);
        } catch (ExecutionException e) {
            throw failed(e.getCause() == null ? e : e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unreadable("was not waited for, because this process ends", e);
        } finally {
            answer.cancel(true);
        }
    }

    private Unreadable tooSlow(Exception e) {
        return unreadable(
                "did not answer completely in time ("
                        + seconds(connection.timeouts().request()) + " for a page, "
                        + seconds(connection.timeouts().reading()) + " for all)",
                e);
    }

    private static String seconds(Duration time) {
        return time.toSeconds() + " s";
    }

    private Unreadable failed(Throwable cause) {
        return switch (cause) {
            case HttpConnectTimeoutException e ->
                unreadable(
                        "cannot be connected to within "
                                + seconds(connection.timeouts().connect()),
                        e);
            case HttpTimeoutException e -> tooSlow(e);
            case ConnectException e -> unreadable("cannot be connected to: is its address right, and does it run?", e);
            case SSLException e ->
                unreadable("cannot be spoken to over TLS: are the certificates right that both sides trust?", e);
            default ->
                unreadable(
                        "ended the connection, answered something else than HTTP, or more than "
                                + MAX_BYTES / 1024 / 1024 + " MiB",
                        new IOException(cause.getClass().getSimpleName()));
        };
    }

    private static String explanation(int status) {
        return "answered " + status
                + switch (status) {
                    case 400 ->
                        ": it stores no accounts; see its sql.enabled, account.storage.enabled and"
                                + " account.storage.kubernetes.enabled";
                    case 401 -> ": it asks for other credentials";
                    case 403 ->
                        ": the user must be an administrator there, or have a role of fiat.account.manager.roles";
                    case 404 -> ": it has no " + PATH + ", which Clouddriver has since 1.28";
                    case 301, 302, 303, 307, 308 -> ", a redirect, which is not followed: give the address it leads to";
                    default -> "";
                };
    }

    private Unreadable unreadable(String what, Exception cause) {
        return new Unreadable(connection.url() + " " + what, cause);
    }

    private static String token(Path file) {
        try {
            if (Files.size(file) <= MAX_TOKEN_BYTES) {
                String text =
                        Files.readString(file, StandardCharsets.ISO_8859_1).strip();
                if (TOKEN.matcher(text).matches()) {
                    return text;
                }
            }
        } catch (IOException e) {
            throw new Unreadable("the token file " + file + " cannot be read", e);
        }
        throw new Unreadable("the token file " + file + " holds no token", new IOException("no token"));
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
