package io.dynamicaccounts.local.doctor;

import io.dynamicaccounts.functions.account.Account;
import io.dynamicaccounts.functions.account.AccountName;
import io.dynamicaccounts.functions.definition.DefinitionEncryption;
import io.dynamicaccounts.functions.definition.EncryptedDefinition;
import io.dynamicaccounts.functions.definition.KeyCheck;
import io.dynamicaccounts.functions.store.Installation;
import io.dynamicaccounts.functions.store.Store;
import io.dynamicaccounts.local.process.PresentKeyset;
import io.dynamicaccounts.local.process.Storage;
import io.dynamicaccounts.secrets.LocalKeyCheck;
import io.dynamicaccounts.secrets.LocalKeyset;
import io.dynamicaccounts.secrets.TinkSealing;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Checks whether the keyset opens the check value and every stored definition. */
final class SecretsCheck {

    private static final String KEYSET = "keyset";
    private static final String DEFINITIONS = "definitions";

    private final Storage storage;
    private final Store store;

    SecretsCheck(Storage storage, Store store) {
        this.storage = storage;
        this.store = store;
    }

    List<Finding> look() {
        Path file = PresentKeyset.file(storage);
        if (!Files.exists(file)) {
            return List.of(missing(file));
        }
        LocalKeyset keyset;
        try {
            keyset = LocalKeyset.open(file);
        } catch (DefinitionEncryption.DecryptionFailed e) {
            return List.of(Finding.failed(KEYSET, e));
        }
        Optional<String> checkValue = store.installations().find().flatMap(Installation::keyCheck);
        var key = new LocalKeyCheck(keyset);
        if (checkValue.isPresent()) {
            try {
                key.decrypt(checkValue.get());
            } catch (DefinitionEncryption.DecryptionFailed e) {
                return List.of(new Finding(Finding.Level.FAILED, KEYSET, key.explain(checkValue.get())));
            }
        }
        return definitions(file, keyset, key, checkValue.isPresent());
    }

    private Finding missing(Path file) {
        String text = "there is no keyset " + file;
        return switch (storage) {
            case Storage.Embedded _ ->
                Finding.failed(KEYSET, text, "put the copy that was kept in its place, with mode 600");
            case Storage.DynamoDb _ ->
                Finding.warning(
                        KEYSET,
                        text + ", so no secret was looked at",
                        "name it with --keyset; where the key is in KMS, ask /ready of the functions");
        };
    }

    private List<Finding> definitions(Path file, LocalKeyset keyset, KeyCheck key, boolean checked) {
        var tried = new Tried(new TinkSealing(keyset.keyEncryption()));
        new AccountReader(store).each(tried::add);
        if (!checked && tried.opened == 0 && !tried.closed.isEmpty()) {
            return List.of(new Finding(Finding.Level.FAILED, KEYSET, key.explain(tried.firstClosed.orElseThrow())));
        }
        var findings = new ArrayList<Finding>();
        findings.add(Finding.ok(
                KEYSET,
                checked
                        ? file + " is the one that the secrets are encrypted with"
                        : file + " opens what is stored; the store is bound to it when it is served next"));
        findings.add(tried.finding());
        return findings;
    }

    /** The result of opening the definitions. */
    private static final class Tried {
        private final DefinitionEncryption encryption;
        private final List<AccountName> closed = new ArrayList<>();
        private final List<AccountName> missing = new ArrayList<>();
        private Optional<String> firstClosed = Optional.empty();
        private int opened;

        Tried(DefinitionEncryption encryption) {
            this.encryption = encryption;
        }

        void add(Account account, Optional<EncryptedDefinition> definition) {
            if (definition.isEmpty()) {
                missing.add(account.name());
                return;
            }
            try {
                var _ = encryption.decrypt(definition.get());
                opened++;
            } catch (DefinitionEncryption.DecryptionFailed e) {
                closed.add(account.name());
                firstClosed = firstClosed.or(
                        () -> definition.get().sealed().values().stream().findFirst());
            }
        }

        Finding finding() {
            if (!closed.isEmpty()) {
                return Finding.failed(
                        DEFINITIONS,
                        closed.size() + " cannot be opened, of " + NameList.of(closed),
                        "write them again, with PUT /armory/accounts/dynamic");
            }
            return missing.isEmpty()
                    ? Finding.ok(DEFINITIONS, opened + " open")
                    : Finding.failed(
                            DEFINITIONS,
                            missing.size() + " are not stored, of " + NameList.of(missing),
                            "write them again, with PUT /armory/accounts/dynamic");
        }
    }
}
