package io.dynamicaccounts.secrets.engine;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueResponse;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * AWS Secrets Manager: {@code r} is the region, {@code s} the name or ARN of a secret, {@code k} a key of the JSON
 * object that it contains.
 */
final class SecretsManagerEngine implements DeferredEngine.Closing {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9/_+=.@-]{1,512}");
    private static final Pattern ARN =
            Pattern.compile("arn:aws[a-z-]{0,16}:secretsmanager:(?<region>[a-z0-9-]+):[0-9]{12}:secret:(?<name>.+)");

    private static final JsonMapper JSON = new JsonMapper();

    private final OwnSecrets own;
    private final Supplier<Duration> patience;
    private final RegionalClients<SecretsManagerClient> clients;

    SecretsManagerEngine(OwnSecrets own, Supplier<Duration> patience, Optional<URI> endpoint) {
        this.own = own;
        this.patience = patience;
        this.clients = RegionalClients.of(SecretsManagerClient::builder, endpoint);
    }

    @Override
    public String name() {
        return "secrets-manager";
    }

    @Override
    public String read(Map<String, String> location) throws NotResolved {
        String region = AwsRead.region(location.getOrDefault("r", ""));
        String secret = checked(location.getOrDefault("s", ""), region);
        GetSecretValueResponse found = AwsRead.of(
                name(),
                "secretsmanager:GetSecretValue",
                patience,
                limits -> clients.in(region)
                        .getSecretValue(get -> get.secretId(secret).overrideConfiguration(limits)));
        // The service says which secret it is, however it was named.
        if (isOwn(found.name()) || isOwn(found.arn())) {
            throw AwsRead.ownSecret();
        }
        return AwsRead.text(content(found));
    }

    private static byte[] content(GetSecretValueResponse secret) {
        if (secret.secretString() != null) {
            return secret.secretString().getBytes(StandardCharsets.UTF_8);
        }
        return secret.secretBinary() == null
                ? new byte[0]
                : secret.secretBinary().asByteArray();
    }

    private boolean isOwn(@Nullable String nameOrArn) {
        return nameOrArn != null && own.has(nameOrArn);
    }

    private String checked(String secret, String region) throws NotResolved {
        Matcher arn = ARN.matcher(secret);
        String name = arn.matches() ? arn.group("name") : secret;
        if (!NAME.matcher(name).matches()
                || (arn.matches() && !arn.group("region").equals(region))) {
            throw new NotResolved("s: must be the name of a secret, or an ARN of the same region");
        }
        if (own.has(secret)) {
            throw AwsRead.ownSecret();
        }
        return secret;
    }

    @Override
    public String select(String secret, String key) throws NotResolved {
        JsonNode object;
        try {
            object = JSON.readTree(secret);
        } catch (JacksonException quotesTheSecret) {
            throw new NotResolved("it is not a JSON object, so it has no keys: leave k: out, or store one");
        }
        JsonNode value = object.get(key);
        if (value == null || !value.isValueNode() || value.isNull()) {
            throw new NotResolved("it is a JSON object without a text under the key that k: names");
        }
        return value.asString();
    }

    @Override
    public void close() {
        clients.close();
    }
}
