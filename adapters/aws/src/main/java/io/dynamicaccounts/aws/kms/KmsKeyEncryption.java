package io.dynamicaccounts.aws.kms;

import com.google.crypto.tink.Aead;
import io.dynamicaccounts.functions.store.StoreUnavailable;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkServiceException;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.DecryptResponse;

/**
 * The key-encryption key of {@link io.dynamicaccounts.secrets.TinkSealing} in AWS KMS: a symmetric key that never
 * leaves the service.
 *
 * <p>Every call carries the encryption context {@code purpose = dynamic-accounts/definition}, and any associated
 * data, in hexadecimal, as {@code associated-data}: a data key that was wrapped for one purpose opens for no other,
 * and a key's policy can require the context.
 *
 * <p>A wrapped data key is opened by the key that wrapped it, whatever key is configured now, as long as the caller
 * may use the key: to change the key, configure another key and keep the old key until no definition is sealed with
 * it.
 *
 * <p>Throttling, timeouts and faults of the service are {@link StoreUnavailable}, and so is a call without time left.
 * Thread-safe.
 */
final class KmsKeyEncryption implements Aead {

    private static final String PURPOSE = "purpose";
    private static final String DEFINITION = "dynamic-accounts/definition";

    private static final Duration LATER = Duration.ofSeconds(1);

    private final KmsClient client;
    private final String key;
    private final Supplier<Duration> remaining;
    private volatile Optional<String> decryptedWith = Optional.empty();

    /**
     * Creates the encryption with a key of the service.
     *
     * @param client the client, which the caller closes
     * @param key the id, ARN or alias of a symmetric key
     * @param remaining how long a call may take from now, asked before each call
     */
    KmsKeyEncryption(KmsClient client, String key, Supplier<Duration> remaining) {
        this.client = client;
        this.key = key;
        this.remaining = remaining;
    }

    @Override
    public byte[] encrypt(byte[] plaintext, byte[] associatedData) throws GeneralSecurityException {
        return asked(limits -> client.encrypt(encrypt -> encrypt.keyId(key)
                        .plaintext(SdkBytes.fromByteArray(plaintext))
                        .encryptionContext(context(associatedData))
                        .overrideConfiguration(limits))
                .ciphertextBlob());
    }

    @Override
    public byte[] decrypt(byte[] ciphertext, byte[] associatedData) throws GeneralSecurityException {
        return asked(limits -> {
            DecryptResponse response =
                    client.decrypt(decrypt -> decrypt.ciphertextBlob(SdkBytes.fromByteArray(ciphertext))
                            .encryptionContext(context(associatedData))
                            .overrideConfiguration(limits));
            decryptedWith = Optional.ofNullable(response.keyId());
            return response.plaintext();
        });
    }

    /** Returns the ARN of the key that the last decryption used, as KMS says. */
    Optional<String> decryptedWith() {
        return decryptedWith;
    }

    private static Map<String, String> context(byte[] associatedData) {
        return associatedData.length == 0
                ? Map.of(PURPOSE, DEFINITION)
                : Map.of(PURPOSE, DEFINITION, "associated-data", HexFormat.of().formatHex(associatedData));
    }

    private byte[] asked(Function<AwsRequestOverrideConfiguration, SdkBytes> call) throws GeneralSecurityException {
        Duration left = remaining.get();
        if (!left.isPositive()) {
            throw new StoreUnavailable("no time is left to ask for the key", LATER, null);
        }
        try {
            return call.apply(AwsRequestOverrideConfiguration.builder()
                            .apiCallTimeout(left)
                            .build())
                    .asByteArray();
        } catch (SdkServiceException answered) {
            if (answered.isThrottlingException() || answered.statusCode() >= 500) {
                throw new StoreUnavailable("the key service throttles or failed", LATER, answered);
            }
            throw new GeneralSecurityException("the key service refused", answered);
        } catch (SdkClientException silent) {
            throw new StoreUnavailable("the key service did not answer", LATER, silent);
        }
    }
}
