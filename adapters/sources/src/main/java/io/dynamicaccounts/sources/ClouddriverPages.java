package io.dynamicaccounts.sources;

import io.dynamicaccounts.functions.definition.CredentialSource.Unreadable;
import io.dynamicaccounts.json.ExactJson;
import io.dynamicaccounts.sources.ClouddriverConnection.Timeouts;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;

/**
 * The pages of one reading of a running Clouddriver: a client with its own connections, token and certificates, which
 * are read anew each time.
 */
final class ClouddriverPages implements ClouddriverDefinitions.Pages, AutoCloseable {

    private static final String PATH = "/credentials/type/kubernetes";

    private static final int MAX_TOKEN_BYTES = 16 * 1024;

    private static final Pattern TOKEN = Pattern.compile("[\\x21-\\x7e]+");

    private final ClouddriverConnection connection;
    private final BoundedHttp http;
    private final Optional<String> token;
    private final long end;

    /**
     * Begins a reading.
     *
     * @param most how long it may take at most, whatever the connection allows
     * @throws Unreadable when the token or the certificates cannot be used
     */
    ClouddriverPages(ClouddriverConnection connection, Duration most) {
        this.connection = connection;
        this.token = connection.tokenFile().map(ClouddriverPages::token);
        this.http = new BoundedHttp(
                connection.url().toString(),
                connection.timeouts().connect(),
                connection.tls().map(Supplier::get));
        this.end = System.nanoTime() + (most.compareTo(reading(connection)) < 0 ? most : reading(connection)).toNanos();
    }

    private static Duration reading(ClouddriverConnection connection) {
        return connection.timeouts().reading();
    }

    @Override
    public List<?> page(Optional<String> first, int limit) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri(first, limit)).header("Accept", "application/json");
        connection.user().ifPresent(user -> request.header("X-SPINNAKER-USER", user));
        token.ifPresent(text -> request.header("Authorization", "Bearer " + text));
        HttpResponse<byte[]> response = send(request.build());
        if (response.statusCode() != 200) {
            throw http.unreadable(
                    explanation(response.statusCode()), new IOException("status " + response.statusCode()));
        }
        return list(response.body())
                .orElseThrow(() -> http.unreadable(
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
        Timeouts timeouts = connection.timeouts();
        return http.send(
                request,
                left.compareTo(timeouts.request()) < 0 ? left : timeouts.request(),
                "did not answer completely in time (" + timeouts.request().toSeconds() + " s for a page, "
                        + timeouts.reading().toSeconds() + " s for all)");
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
        http.close();
    }
}
