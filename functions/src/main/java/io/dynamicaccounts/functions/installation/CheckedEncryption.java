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
 * A sealing that first makes sure, once, that its key is the one that the store's secrets are encrypted with: by the check value that the
 * installation's note carries. Where there is none yet, a key that opens a stored definition is right, as is any where no definition
 * with secrets is stored; the check value is then noted.
 *
 * <p>A definition that does not open is judged only after the key was found right once more: what is thrown of {@link DecryptionFailed} by
 * {@link #decrypt} is the definition's fault. Safe for use by any number of threads.
 */
public final class CheckedEncryption implements DefinitionEncryption {

    /** Each further try means that another process wrote the installation's note in between. */
    private static final BoundedRetry RETRY = new BoundedRetry(5);

    private final DefinitionEncryption encryption;
    private final KeyCheck key;
    private final Store store;
    private volatile boolean right;

    /**
     * Over a store whose {@link Readiness} is checked before the first use.
     *
     * @param key of the same key as the sealing
     */
    public CheckedEncryption(DefinitionEncryption encryption, KeyCheck key, Store store) {
        this.encryption = encryption;
        this.key = key;
        this.store = store;
    }

    /**
     * Returns when the key is right; asks nobody if it was found so before.
     *
     * @throws WrongKey when it is not
     * @throws StoreUnavailable when the store, or whoever keeps the key, does not answer: nothing is known then
     */
    public void ensure() {
        if (!right) {
            check();
        }
    }

    /** {@inheritDoc} Nothing is asked for a definition without secrets. */
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
            // A key may have been taken away since it was found right: that is no fault of the definition.
            check();
            throw e;
        }
    }

    private void check() {
        right = false;
        RETRY.until(this::isRight, () -> "the installation's note is being written");
        right = true;
    }

    /** Returns whether the key is right; not while another process writes the check value. */
    private boolean isRight() {
        Installation found = store.installations()
                .find()
                .orElseThrow(() -> new IllegalStateException("the store was not checked to be ready"));
        Optional<String> checkValue = found.keyCheck();
        if (checkValue.isEmpty()) {
            opensWhatIsStored();
            return noted(found);
        }
        opens(checkValue.get());
        renew(found, checkValue.get());
        return true;
    }

    private void opens(String checkValue) {
        try {
            key.decrypt(checkValue);
        } catch (DecryptionFailed e) {
            throw new WrongKey(key.explain(checkValue), e);
        }
    }

    /** Lets an older key be taken away once no definition is encrypted with it. Who loses a race need not win it. */
    private void renew(Installation found, String checkValue) {
        if (!key.isNewest(checkValue)) {
            boolean _ = noted(found);
        }
    }

    private boolean noted(Installation found) {
        String made;
        try {
            made = key.encrypt();
        } catch (DecryptionFailed e) {
            throw new WrongKey("the key of secrets cannot be used to encrypt: " + e.getMessage(), e);
        }
        return store.installations().replace(found, found.withKeyCheck(made));
    }

    private void opensWhatIsStored() {
        switch (StoredSecrets.check(store, encryption)) {
            case StoredSecrets.DecryptionCheck.Decrypted _, StoredSecrets.DecryptionCheck.NoSecrets _ -> {}
            case StoredSecrets.DecryptionCheck.NotDecrypted(String ciphertext, DecryptionFailed why) ->
                throw new WrongKey(key.explain(ciphertext), why);
        }
    }
}
