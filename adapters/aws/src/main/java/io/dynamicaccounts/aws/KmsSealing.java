package io.dynamicaccounts.aws;

import io.dynamicaccounts.functions.account.AccountName;
import io.dynamicaccounts.functions.account.DefinitionId;
import io.dynamicaccounts.functions.definition.Definition;
import io.dynamicaccounts.functions.definition.SealedDefinition;
import io.dynamicaccounts.functions.definition.Sealing;
import io.dynamicaccounts.secrets.TinkSealing;
import io.dynamicaccounts.secrets.aws.KmsKeyEncryption;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.kms.KmsClient;

/**
 * A sealing under a key of KMS that is connected when it is first needed: most requests seal and open nothing, and what it loads is a
 * good part of a start. Safe for use by any number of threads.
 */
final class KmsSealing implements Sealing, AutoCloseable {

    private final String key;
    private final Supplier<Duration> remaining;
    private @Nullable Connected connected;

    private record Connected(KmsClient client, Sealing sealing) {}

    KmsSealing(String key, Supplier<Duration> remaining) {
        this.key = key;
        this.remaining = remaining;
    }

    /** The sealing, connected. */
    synchronized Sealing connected() {
        Connected present = connected;
        if (present == null) {
            KmsClient client = KmsClient.create();
            present = new Connected(client, new TinkSealing(new KmsKeyEncryption(client, key, remaining)));
            connected = present;
        }
        return present.sealing();
    }

    @Override
    public SealedDefinition seal(AccountName account, DefinitionId id, Instant written, Definition plain) {
        return connected().seal(account, id, written, plain);
    }

    @Override
    public Definition open(SealedDefinition sealed) {
        return connected().open(sealed);
    }

    @Override
    public synchronized void close() {
        Connected present = connected;
        if (present != null) {
            present.client().close();
        }
    }
}
