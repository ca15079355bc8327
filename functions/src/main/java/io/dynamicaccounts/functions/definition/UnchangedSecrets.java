package io.dynamicaccounts.functions.definition;

import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Completes a definition that was read masked, changed and written back: a mask keeps the secret stored there. */
public final class UnchangedSecrets {

    private final DefinitionEncryption encryption;

    /** Reads stored secrets with this encryption. */
    public UnchangedSecrets(DefinitionEncryption encryption) {
        this.encryption = encryption;
    }

    /**
     * Returns the definition with the stored secrets in the place of its masks.
     *
     * @param stored reads what is stored; not called for a definition without masks
     * @throws SecretFields.MaskWithoutSecret for a mask where no secret is stored
     */
    public Definition complete(Definition written, Supplier<Optional<EncryptedDefinition>> stored) {
        return SecretFields.masks(written).isEmpty()
                ? written
                : SecretFields.unmasked(written, decrypted(stored.get()));
    }

    /** A definition that cannot be decrypted counts as empty: it has no secret that a mask could keep. */
    private Definition decrypted(Optional<EncryptedDefinition> stored) {
        try {
            return stored.map(encryption::decrypt).orElse(new Definition(Map.of()));
        } catch (DefinitionEncryption.DecryptionFailed e) {
            return new Definition(Map.of());
        }
    }
}
