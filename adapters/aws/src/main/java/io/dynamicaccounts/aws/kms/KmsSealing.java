package io.dynamicaccounts.aws.kms;

import io.dynamicaccounts.functions.account.AccountName;
import io.dynamicaccounts.functions.account.DefinitionId;
import io.dynamicaccounts.functions.definition.Definition;
import io.dynamicaccounts.functions.definition.DefinitionEncryption;
import io.dynamicaccounts.functions.definition.EncryptedDefinition;
import io.dynamicaccounts.functions.definition.KeyCheck;
import io.dynamicaccounts.secrets.CheckValue;
import io.dynamicaccounts.secrets.TinkSealing;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.kms.KmsClient;

/**
 * Encrypts under a key of KMS, and connects to KMS when it is first needed: most requests encrypt and decrypt
 * nothing, and the loaded classes are a good part of a start. Data keys are kept in memory for minutes, so that a batch
 * costs one call; a snapshot holds none, since nothing is encrypted before it. Safe for use by any number of threads.
 */
public final class KmsSealing implements DefinitionEncryption, KeyCheck, AutoCloseable {

    private static final Pattern KEY_ARN = Pattern.compile("arn:[^:]+:kms:[^:]+:[^:]+:key/.+");

    private final String key;
    private final Supplier<Duration> remaining;
    private @Nullable Connected connected;

    /**
     * What needs KMS.
     *
     * @param checkKey the key of the check value only, so that it tells which key encrypted that
     */
    private record Connected(
            KmsClient client, DefinitionEncryption encryption, KmsKeyEncryption checkKey, CheckValue checkValue) {}

    /**
     * Takes a key, and does not connect to it yet.
     *
     * @param key the id, ARN or alias of a symmetric key
     * @param remaining how long a call may take from now; called before each call
     */
    public KmsSealing(String key, Supplier<Duration> remaining) {
        this.key = key;
        this.remaining = remaining;
    }

    /** Connects to KMS. */
    public void connect() {
        var _ = connected();
    }

    private synchronized Connected connected() {
        Connected present = connected;
        if (present == null) {
            KmsClient client = KmsClient.create();
            var keyEncryption = new KmsKeyEncryption(client, key, remaining);
            var encryption = new TinkSealing(keyEncryption, InstantSource.system());
            var checkKey = new KmsKeyEncryption(client, key, remaining);
            present = new Connected(client, encryption, checkKey, new CheckValue(checkKey));
            connected = present;
        }
        return present;
    }

    @Override
    public EncryptedDefinition encrypt(AccountName account, DefinitionId id, Instant written, Definition plain) {
        return connected().encryption().encrypt(account, id, written, plain);
    }

    @Override
    public Definition decrypt(EncryptedDefinition sealed) {
        return connected().encryption().decrypt(sealed);
    }

    @Override
    public String encrypt() {
        return connected().checkValue().seal();
    }

    @Override
    public void decrypt(String sealed) {
        connected().checkValue().open(sealed);
    }

    /**
     * {@inheritDoc} KMS says which key it decrypted with, as an ARN: where an alias or an id is configured, the result
     * is true.
     */
    @Override
    public boolean isNewest(String sealed) {
        return !KEY_ARN.matcher(key).matches()
                || connected().checkKey().decryptedWith().map(key::equals).orElse(true);
    }

    @Override
    public String explain(String ciphertext) {
        return "KMS refused to decrypt what the stored secrets' key encrypted, with the permissions of this function:"
                + " permit it to use the key that they were encrypted with, and turn that key on if it is disabled; "
                + key + " is what is configured to encrypt";
    }

    @Override
    public synchronized void close() {
        Connected present = connected;
        if (present != null) {
            present.client().close();
        }
    }
}
