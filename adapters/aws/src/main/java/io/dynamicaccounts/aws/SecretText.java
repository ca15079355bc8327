package io.dynamicaccounts.aws;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Supplier;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueResponse;

/**
 * Reads a secret from Secrets Manager, over a new connection for each read, since the secret is read at most once a
 * minute.
 */
record SecretText(String name, Supplier<Duration> remaining) implements Supplier<byte[]> {

    private static final Duration LEAST = Duration.ofMillis(1);

    @Override
    public byte[] get() {
        Duration left = remaining.get();
        try (var client = SecretsManagerClient.create()) {
            GetSecretValueResponse secret = client.getSecretValue(get -> get.secretId(name)
                    .overrideConfiguration(limits -> limits.apiCallTimeout(left.compareTo(LEAST) < 0 ? LEAST : left)));
            return secret.secretString() == null
                    ? secret.secretBinary().asByteArray()
                    : secret.secretString().getBytes(StandardCharsets.UTF_8);
        }
    }
}
