package io.dynamicaccounts.functions.installation;

import io.dynamicaccounts.functions.account.AccountName;
import io.dynamicaccounts.functions.account.DefinitionId;
import io.dynamicaccounts.functions.definition.Definition;
import io.dynamicaccounts.functions.definition.DefinitionEncryption;
import io.dynamicaccounts.functions.definition.EncryptedDefinition;
import io.dynamicaccounts.functions.definition.KeyCheck;
import io.dynamicaccounts.functions.definition.WrongKey;
import io.dynamicaccounts.functions.store.BoundedRetry;
import io.dynamicaccounts.functions.store.Installation;
import io.dynamicaccounts.functions.store.Store;
import io.dynamicaccounts.functions.store.StoreUnavailable;
import java.time.Instant;
import java.util.Optional;

/**
 * Encrypts and decrypts definitions only after verifying, once, that its key is the key that encrypted the store's
 * secrets. The verification uses the check value in the installation's note. Where no check value is noted yet, a
 * key is right if it decrypts a stored definition, or if no definition with secrets is stored; the check value is
 * then noted.
 *
 * <p>A definition that cannot be decrypted is reported as faulty only after the key was verified once more: a
 * {@link DecryptionFailed} from {@link #decrypt} means that the definition is at fault. Instances are safe for use
 * by any number of threads.
 */
public final class CheckedEncryption implements DefinitionEncryption {

    /** Each further try means that another process wrote the installation's note in between. */
    private static final BoundedRetry RETRY = new BoundedRetry(5);

    private final DefinitionEncryption encryption;
    private final KeyCheck key;
    private final Store store;
    private volatile boolean right;

    /**
     * Creates the encryption for a store whose {@link Readiness} is checked before the first use.
     *
     * @param encryption encrypts and decrypts without verification
     * @param key the check of the same key
     * @param store the store whose secrets the key must decrypt
     */
    public CheckedEncryption(DefinitionEncryption encryption, KeyCheck key, Store store) {
        this.encryption = encryption;
        this.key = key;
        this.store = store;
    }

    /**
     * Verifies the key, and returns if it is right. A key that was verified before is not verified again.
     *
     * @throws WrongKey when the key is not right
     * @throws StoreUnavailable when the store, or the service that keeps the key, does not answer, which shows
     *     nothing about the key
     */
    public void ensure() {
        if (!right) {
            ensureOnce();
        }
    }

    /** Lets one thread of a batch verify the key, and the others wait for the result. */
    private synchronized void ensureOnce() {
        if (!right) {
            check();
        }
    }

    /** {@inheritDoc} The key is not verified for a definition without secrets. */
    @Override
    public EncryptedDefinition encrypt(AccountName account, DefinitionId id, Instant written, Definition plain) {
        EncryptedDefinition sealed;
        try {
            sealed = encryption.encrypt(account, id, written, plain);
        } catch (DecryptionFailed e) {
            throw new WrongKey("the key of secrets cannot be used to encrypt: " + e.getMessage(), e);
        }
        if (!sealed.sealed().isEmpty()) {
            ensure();
        }
        return sealed;
    }

    /** {@inheritDoc} */
    @Override
    public Definition decrypt(EncryptedDefinition sealed) {
        if (!sealed.sealed().isEmpty()) {
            ensure();
        }
        try {
            return encryption.decrypt(sealed);
        } catch (DecryptionFailed e) {
            // The key may have been withdrawn since it was verified, which is no fault of the definition.
            check();
            throw e;
        }
    }

    private synchronized void check() {
        right = false;
        RETRY.until(this::isRight, () -> "the installation's note is being written");
        right = true;
    }

    /**
     * Returns true when the key is right, and false when another process wrote the installation's note meanwhile.
     */
    private boolean isRight() {
        Installation found = store.installations()
                .find()
                .orElseThrow(() -> new IllegalStateException("the store was not checked to be ready"));
        Optional<String> checkValue = found.keyCheck();
        if (checkValue.isEmpty()) {
            checkStoredSecrets();
            return noted(found);
        }
        checkKey(checkValue.get());
        renew(found, checkValue.get());
        return true;
    }

    private void checkKey(String checkValue) {
        try {
            key.decrypt(checkValue);
        } catch (DecryptionFailed e) {
            throw new WrongKey(key.explain(checkValue), e);
        }
    }

    /**
     * Notes a new check value, so that operators can withdraw an older key once no definition is encrypted with it.
     * A process that loses the race against another writer need not repeat the write.
     */
    private void renew(Installation found, String checkValue) {
        if (!key.isNewest(checkValue)) {
            boolean _ = noted(found);
        }
    }

    private boolean noted(Installation found) {
        String checkValue;
        try {
            checkValue = key.encrypt();
        } catch (DecryptionFailed e) {
            throw new WrongKey("the key of secrets cannot be used to encrypt: " + e.getMessage(), e);
        }
        return store.installations().replace(found, found.withKeyCheck(checkValue));
    }

    private void checkStoredSecrets() {
        switch (StoredSecrets.check(store, encryption)) {
            case StoredSecrets.DecryptionCheck.Decrypted _, StoredSecrets.DecryptionCheck.NoSecrets _ -> {}
            case StoredSecrets.DecryptionCheck.NotDecrypted(String ciphertext, DecryptionFailed why) ->
                throw new WrongKey(key.explain(ciphertext), why);
        }
    }
}
