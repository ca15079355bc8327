package io.dynamicaccounts.secrets;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeyStatus;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig2026;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import io.dynamicaccounts.functions.definition.DefinitionEncryption.DecryptionFailed;
import io.dynamicaccounts.functions.definition.EncryptedDefinition;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The key-encryption key of a local run: a keyset in a file that only its owner may read, in Tink's JSON format.
 *
 * <p>Without the file every secret sealed with it is lost, so keep a copy in another place. Where several machines
 * share one store, use a cloud's key management instead.
 *
 * <p>{@link #rotate} adds a key: after a restart new secrets are sealed with it, and every key that is enabled in the
 * file still opens the secrets that it sealed. Remove an old key only once no definition sealed with it is left.
 *
 * <p>Key material is never logged, shown by {@link #toString} or put into an exception.
 */
public final class LocalKeyset {

    private static final Logger log = LoggerFactory.getLogger(LocalKeyset.class);

    private final Path file;
    private final Aead keyEncryption;
    private final int primaryKey;
    private final List<Integer> keys;

    private LocalKeyset(Path file, Aead keyEncryption, int primaryKey, List<Integer> keys) {
        this.file = file;
        this.keyEncryption = keyEncryption;
        this.primaryKey = primaryKey;
        this.keys = List.copyOf(keys);
    }

    /**
     * Opens the keyset of an installation that already has this file.
     *
     * @throws DecryptionFailed when the file is missing, readable by others, empty or no keyset; the message says
     *     what to do
     */
    public static LocalKeyset open(Path file) {
        return parsed(file, new KeysetFile(file).read());
    }

    /**
     * Opens the keyset in this file, and creates a missing file with a new key. Of several processes that start at
     * once, one creates the file and all open the same keyset. A crash leaves the whole file or none.
     *
     * <p>When secrets are already sealed, call {@link #open}: a new key in the place of a lost key opens none of
     * them.
     *
     * @throws DecryptionFailed when the file cannot be created, is readable by others, empty or no keyset; the
     *     message says what to do
     */
    public static LocalKeyset openOrCreate(Path file) {
        var keysetFile = new KeysetFile(file);
        if (!keysetFile.exists() && keysetFile.create(newKeyset())) {
            log.info("made the keyset {}: keep a copy, nothing opens the stored secrets without it", file);
        }
        return parsed(file, keysetFile.read());
    }

    /**
     * Adds a new key to the keyset in this file and makes it the key that wraps; the keys that are there still unwrap.
     * A process that has opened the file goes on with the keys that it has read.
     *
     * @return the changed keyset
     * @throws DecryptionFailed when the file is missing, readable by others or no keyset, cannot be written, or is
     *     being changed by another process; it is as it was then
     */
    public static LocalKeyset rotate(Path file) {
        var keysetFile = new KeysetFile(linked(file));
        if (!keysetFile.exists()) {
            throw new DecryptionFailed(
                    "there is no keyset " + file + " to change: name the database or the keyset that is served",
                    new NoSuchFileException(file.toString()));
        }
        keysetFile.change(json -> withNewKey(file, json));
        return open(file);
    }

    /** Returns the file that a symbolic link leads to: the link stays, and the file is what changes. */
    private static Path linked(Path file) {
        try {
            return file.toRealPath();
        } catch (IOException e) {
            return file;
        }
    }

    private static String withNewKey(Path file, String json) {
        KeysetHandle present = handle(file, json);
        try {
            KeysetHandle rotated = KeysetHandle.newBuilder(present)
                    .setConfiguration(AeadConfig2026.get())
                    .addEntry(KeysetHandle.generateEntryFromParameters(PredefinedAeadParameters.AES256_GCM)
                            .withRandomId()
                            .makePrimary())
                    .build();
            return serialized(rotated);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no AES-256-GCM", e);
        }
    }

    /** Returns the key that wraps data keys: the primary key wraps, all enabled keys unwrap. Thread-safe. */
    public Aead keyEncryption() {
        return keyEncryption;
    }

    Path file() {
        return file;
    }

    /** Returns the key that wraps, by its number, as {@link #otherKeys}. Numbers of keys are no secret. */
    public String newestKey() {
        return SealedForm.text(primaryKey);
    }

    /** Returns the keys that only unwrap, by the numbers that they have in the file. */
    public List<String> otherKeys() {
        return keys.stream()
                .filter(key -> key != primaryKey)
                .map(SealedForm::text)
                .toList();
    }

    /** Returns whether the key that wraps now wrapped all secrets of a definition. */
    public boolean isNewest(EncryptedDefinition definition) {
        return definition.sealed().values().stream()
                .allMatch(secret ->
                        SealedForm.key(secret).filter(key -> key == primaryKey).isPresent());
    }

    /** Returns the number of the key that wraps. */
    int primaryKey() {
        return primaryKey;
    }

    /** Returns the numbers of the keys that unwrap. */
    List<Integer> keys() {
        return keys;
    }

    @Override
    public String toString() {
        return "LocalKeyset[" + file + "]";
    }

    private static String newKeyset() {
        try {
            return serialized(KeysetHandle.generateNew(PredefinedAeadParameters.AES256_GCM, AeadConfig2026.get()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no AES-256-GCM", e);
        }
    }

    private static String serialized(KeysetHandle keys) throws GeneralSecurityException {
        return TinkJsonProtoKeysetFormat.serializeKeyset(keys, AeadConfig2026.get(), InsecureSecretKeyAccess.get());
    }

    private static LocalKeyset parsed(Path file, String json) {
        KeysetHandle keys = handle(file, json);
        try {
            return new LocalKeyset(
                    file,
                    keys.getPrimitive(AeadConfig2026.get(), Aead.class),
                    keys.getPrimary().getId(),
                    IntStream.range(0, keys.size())
                            .mapToObj(keys::getAt)
                            .filter(key -> key.getStatus() == KeyStatus.ENABLED)
                            .map(KeysetHandle.Entry::getId)
                            .toList());
        } catch (GeneralSecurityException | RuntimeException e) {
            throw noKeyset(file, e);
        }
    }

    private static KeysetHandle handle(Path file, String json) {
        try {
            return TinkJsonProtoKeysetFormat.parseKeyset(json, AeadConfig2026.get(), InsecureSecretKeyAccess.get());
        } catch (GeneralSecurityException | RuntimeException e) {
            throw noKeyset(file, e);
        }
    }

    private static DecryptionFailed noKeyset(Path file, Exception e) {
        // The cause may quote the file, which is key material.
        return new DecryptionFailed(
                "the keyset " + file + " is not an AEAD keyset in Tink's JSON format: restore it from a copy",
                new GeneralSecurityException(e.getClass().getSimpleName()));
    }
}
