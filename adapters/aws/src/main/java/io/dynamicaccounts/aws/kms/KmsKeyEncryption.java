package io.dynamicaccounts.aws.kms;

import com.google.crypto.tink.Aead;
import io.dynamicaccounts.functions.store.StoreUnavailable;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkServiceException;
import software.amazon.awssdk.services.kms.KmsClient;

/**
 * The key-encryption key of {@link io.dynamicaccounts.secrets.TinkSealing} in AWS KMS: a symmetric key that never leaves it.
 *
 * <p>Every call carries the encryption context {@code purpose = dynamic-accounts/definition}, and any associated data, in
 * hexadecimal, as {@code associated-data}: what was wrapped for one purpose opens for no other, and a key's policy can demand it.
 *
 * <p>What was wrapped is opened by the key that wrapped it, whichever is configured now, as long as the caller may use it: to
 * change the key, configure another one and keep the old one until no definition is sealed with it.
 *
 * <p>Throttling, silence and faults of the service are {@link StoreUnavailable}, and so is having no time left. Safe for use by any
 * number of threads.
 */
final class KmsKeyEncryption implements Aead {

    private static final String PURPOSE = "purpose";
    private static final String DEFINITION = "dynamic-accounts/definition";

    private static final Duration LATER = Duration.ofSeconds(1);

    private final KmsClient client;
    private final String key;
    private final Supplier<Duration> remaining;

    /**
     * This key.
     *
     * @param client stays its owner's to close
     * @param key id, ARN or alias of a symmetric key
     * @param remaining how long a call may take from now; asked before each
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
        return asked(limits -> client.decrypt(decrypt -> decrypt.ciphertextBlob(SdkBytes.fromByteArray(ciphertext))
                        .encryptionContext(context(associatedData))
                        .overrideConfiguration(limits))
                .plaintext());
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
