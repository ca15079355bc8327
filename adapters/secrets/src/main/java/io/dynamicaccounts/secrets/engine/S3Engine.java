package io.dynamicaccounts.secrets.engine;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/**
 * Objects of Amazon S3: {@code r} is the region, {@code b} the bucket, {@code f} the key of the object, {@code k} the
 * keys, with dots between them, that lead to a text in the YAML that the object contains.
 */
final class S3Engine implements DeferredEngine.Closing {

    /** No ARN of an access point, which the SDK takes too: it would name another region and account. */
    private static final Pattern BUCKET = Pattern.compile("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");

    private static final Pattern FILE = Pattern.compile("[^\\p{Cntrl}]{1,1024}");

    private final Supplier<Duration> patience;
    private final RegionalClients<S3Client> clients;

    S3Engine(Supplier<Duration> patience, Optional<URI> endpoint) {
        this.patience = patience;
        this.clients = RegionalClients.of(S3Client::builder, endpoint);
    }

    @Override
    public String name() {
        return "s3";
    }

    @Override
    public String read(Map<String, String> location) throws NotResolved {
        String region = AwsRead.region(location.getOrDefault("r", ""));
        String bucket = location.getOrDefault("b", "");
        if (!BUCKET.matcher(bucket).matches()) {
            throw new NotResolved("b: must be the name of a bucket");
        }
        String file = location.getOrDefault("f", "");
        if (!FILE.matcher(file).matches() || List.of(file.split("/", -1)).contains("..")) {
            throw new NotResolved("f: must be the key of an object, without '..'");
        }
        Optional<byte[]> content = AwsRead.of(
                name(),
                "s3:GetObject",
                patience,
                limits -> clients.in(region)
                        .getObject(
                                get -> get.bucket(bucket).key(file).overrideConfiguration(limits),
                                (ResponseTransformer<GetObjectResponse, Optional<byte[]>>)
                                        (response, stream) -> bounded(stream)));
        return AwsRead.text(content.orElseThrow(AwsRead::tooLarge));
    }

    /** Reads no more than a secret may have; empty where there is more. */
    private static Optional<byte[]> bounded(AbortableInputStream stream) throws IOException {
        byte[] content = stream.readNBytes(AwsRead.MOST_BYTES + 1);
        if (content.length > AwsRead.MOST_BYTES) {
            stream.abort();
            return Optional.empty();
        }
        return Optional.of(content);
    }

    @Override
    public String select(String secret, String key) throws NotResolved {
        Object value = parsed(secret);
        for (String step : key.split("\\.", -1)) {
            value = value instanceof Map<?, ?> map ? map.get(step) : null;
        }
        return switch (value) {
            case String text -> text;
            case Number number -> number.toString();
            case Boolean truth -> truth.toString();
            case null, default -> throw new NotResolved("it has no text under the keys that k: names");
        };
    }

    private static @Nullable Object parsed(String yaml) throws NotResolved {
        var options = new LoaderOptions();
        options.setCodePointLimit(AwsRead.MOST_BYTES);
        try {
            return new Yaml(new SafeConstructor(options)).load(yaml);
        } catch (YAMLException | ClassCastException quotesTheSecret) {
            throw new NotResolved("it is not YAML, so it has no keys: take encryptedFile: for all of it");
        }
    }

    @Override
    public void close() {
        clients.close();
    }
}
