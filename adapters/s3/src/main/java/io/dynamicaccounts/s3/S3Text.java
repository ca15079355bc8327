package io.dynamicaccounts.s3;

import io.dynamicaccounts.functions.definition.CredentialSource.Unreadable;
import io.dynamicaccounts.sources.BoundedHttp;
import io.dynamicaccounts.sources.ConfigurationText;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.regions.Region;

/**
 * The text of an object of S3, whose version is its entity tag.
 *
 * <p>S3 is asked at most once in each {@link S3Connection#refresh}, and sends the object only if its tag has changed.
 * Until then a version that was read is taken for the present one, and a failure is repeated for at most ten seconds.
 * No redirect is followed; a request is bounded in time and size, and no error holds anything that was answered.
 * Thread-safe.
 */
public final class S3Text implements ConfigurationText {

    /** How long a failure is repeated at most: long enough to spare S3, short enough to see a repair. */
    private static final Duration FAILURE_KEPT = Duration.ofSeconds(10);

    private static final Duration CONNECT = Duration.ofSeconds(5);

    private final S3Object object;
    private final S3Connection connection;
    private Instant until = Instant.MIN;
    private @Nullable Unreadable failure;

    /** Creates the text of an object, which is not read yet and need not exist yet. */
    public S3Text(S3Object object, S3Connection connection) {
        this.object = object;
        this.connection = connection;
    }

    @Override
    public String where() {
        return object.toString();
    }

    @Override
    public synchronized Optional<Version> changedSince(@Nullable Object known) {
        Instant now = connection.clock().instant();
        if (now.isBefore(until)) {
            if (failure != null) {
                throw new Unreadable(String.valueOf(failure.getMessage()), failure);
            }
            if (known != null) {
                return Optional.empty();
            }
        }
        try {
            Optional<Version> changed = ask(Optional.ofNullable(known).map(String.class::cast), now);
            failure = null;
            until = now.plus(connection.refresh());
            return changed;
        } catch (Unreadable e) {
            failure = e;
            until = now.plus(connection.refresh().compareTo(FAILURE_KEPT) < 0 ? connection.refresh() : FAILURE_KEPT);
            throw e;
        }
    }

    private Optional<Version> ask(Optional<String> known, Instant now) {
        Duration wait = connection.patience();
        if (!wait.isPositive()) {
            throw new Unreadable(where() + " was not asked: no time is left", new IOException("no time"));
        }
        try (var http = new BoundedHttp(where(), CONNECT.compareTo(wait) < 0 ? CONNECT : wait, Optional.empty())) {
            HttpRequest request = SignedRequest.get(
                    url(), connection.region(), credentials(), known.filter(tag -> !tag.isEmpty()), wait, now);
            HttpResponse<byte[]> response =
                    http.send(request, wait, "was not sent completely within " + wait.toSeconds() + " s");
            if (response.statusCode() == 304 && known.isPresent()) {
                return Optional.empty();
            }
            if (response.statusCode() != 200) {
                throw http.unreadable(
                        explanation(response.statusCode()), new IOException("status " + response.statusCode()));
            }
            byte[] body = response.body();
            String tag = response.headers().firstValue("ETag").orElse("");
            return Optional.of(new Version(tag, () -> new ByteArrayInputStream(body)));
        }
    }

    private AwsCredentials credentials() {
        try {
            return connection.credentials().resolveCredentials();
        } catch (SdkException e) {
            // Without the exception, whose message lists every place that was looked into.
            throw new Unreadable(
                    where() + " was not asked: there are no AWS credentials in the environment, a profile or the"
                            + " machine's role",
                    new IOException("no credentials"));
        }
    }

    /** Returns where the object is asked for: a host for each bucket, where a certificate of S3 can name it. */
    private URI url() {
        if (connection.endpoint().isPresent()) {
            String endpoint = connection.endpoint().get().toString();
            String base = endpoint.endsWith("/") ? endpoint.substring(0, endpoint.length() - 1) : endpoint;
            return URI.create(base + "/" + object.bucket() + "/" + object.path());
        }
        Region region = Region.of(connection.region());
        String host = "s3." + region.id() + "." + region.metadata().partition().dnsSuffix();
        return object.bucket().contains(".")
                ? URI.create("https://" + host + "/" + object.bucket() + "/" + object.path())
                : URI.create("https://" + object.bucket() + "." + host + "/" + object.path());
    }

    private static String explanation(int status) {
        return "was answered " + status
                + switch (status) {
                    case 301, 307, 308, 400 ->
                        ": the bucket lies in another region, which sources.s3.region must name; no redirect is"
                                + " followed";
                    case 401, 403 ->
                        ": the object is not there, or s3:GetObject (and kms:Decrypt for its key) is not permitted";
                    case 404 -> ": the object is not there";
                    case 503 -> ": S3 asks to be asked less often";
                    default -> "";
                };
    }
}
