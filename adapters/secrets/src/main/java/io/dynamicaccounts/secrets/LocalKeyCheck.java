package io.dynamicaccounts.secrets;

import io.dynamicaccounts.functions.definition.KeyCheck;
import java.util.Optional;
import java.util.stream.Collectors;

/** Checks the keys of a keyset file. The numbers of the keys show which keyset a check value needs. */
public final class LocalKeyCheck implements KeyCheck {

    private final LocalKeyset keyset;
    private final CheckValue checkValue;

    public LocalKeyCheck(LocalKeyset keyset) {
        this.keyset = keyset;
        this.checkValue = new CheckValue(keyset.keyEncryption());
    }

    @Override
    public String encrypt() {
        return checkValue.seal();
    }

    @Override
    public void decrypt(String sealed) {
        checkValue.open(sealed);
    }

    @Override
    public boolean isNewest(String sealed) {
        return SealedForm.key(sealed).filter(key -> key == keyset.primaryKey()).isPresent();
    }

    @Override
    public String explain(String ciphertext) {
        Optional<Integer> wanted = SealedForm.key(ciphertext);
        String has = keyset.keys().stream().map(SealedForm::text).collect(Collectors.joining(", "));
        String begins = "the keyset " + keyset.file() + " is not the one that the stored secrets are encrypted with: ";
        if (wanted.filter(keyset.keys()::contains).isPresent()) {
            return begins + "its key " + SealedForm.text(wanted.get())
                    + " has the right number and does not open them. Put the keyset that they were encrypted with in its place,"
                    + " from the copy that was kept; or restore a backup, if it is the stored secrets that were damaged";
        }
        return begins
                + wanted.map(key -> "they need key " + SealedForm.text(key)).orElse("they need a key of another kind")
                + ", and it has " + has + ". Nothing was changed: put the keyset that has that key in its place,"
                + " with mode 600, from the copy that was kept";
    }
}
