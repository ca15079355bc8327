package io.dynamicaccounts.local.doctor;

import io.dynamicaccounts.functions.account.AccountName;
import io.dynamicaccounts.functions.definition.DefinitionEncryption;
import io.dynamicaccounts.functions.definition.EncryptedDefinition;
import io.dynamicaccounts.functions.definition.KeyCheck;
import io.dynamicaccounts.functions.store.Credentials.Revision;
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

/** Checks whether the keyset opens the check value and every stored definition, of accounts and of credentials. */
final class SecretsCheck {

    private static final String KEYSET = "keyset";
    private static final String DEFINITIONS = "definitions";
    private static final String CREDENTIALS = "credentials";
    private static final int PAGE = 100;

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
        var tried = new Tried(keyset, DEFINITIONS, "PUT /armory/accounts/dynamic");
        new AccountReader(store).each((account, definition) -> tried.add(account.name(), definition));
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
        findings.add(credentials(new Tried(keyset, CREDENTIALS, "PUT /credentials")));
        return findings;
    }

    private Finding credentials(Tried tried) {
        store.credentials().scan(names -> {
            for (int from = 0; from < names.size(); from += PAGE) {
                store.credentials().find(names.subList(from, Math.min(from + PAGE, names.size()))).values().stream()
                        .filter(Revision::exists)
                        .forEach(credential -> tried.add(credential.name(), credential.definition()));
            }
            return true;
        });
        return tried.finding();
    }

    /** The result of opening the definitions. */
    private static final class Tried {
        private final LocalKeyset keyset;
        private final DefinitionEncryption encryption;
        private final String check;
        private final String write;
        private final List<AccountName> closed = new ArrayList<>();
        private final List<AccountName> missing = new ArrayList<>();
        private Optional<String> firstClosed = Optional.empty();
        private int opened;
        private int older;

        /**
         * Nothing was tried yet.
         *
         * @param check the subject of the check
         * @param write the request that writes a definition again
         */
        Tried(LocalKeyset keyset, String check, String write) {
            this.keyset = keyset;
            this.encryption = new TinkSealing(keyset.keyEncryption());
            this.check = check;
            this.write = write;
        }

        void add(AccountName name, Optional<EncryptedDefinition> definition) {
            if (definition.isEmpty()) {
                missing.add(name);
                return;
            }
            try {
                var _ = encryption.decrypt(definition.get());
                opened++;
                older += keyset.isNewest(definition.get()) ? 0 : 1;
            } catch (DefinitionEncryption.DecryptionFailed e) {
                closed.add(name);
                firstClosed = firstClosed.or(
                        () -> definition.get().sealed().values().stream().findFirst());
            }
        }

        Finding finding() {
            String advice = "write them again, with " + write;
            if (!closed.isEmpty()) {
                return Finding.failed(check, closed.size() + " cannot be opened, of " + NameList.of(closed), advice);
            }
            return missing.isEmpty()
                    ? Finding.ok(check, opened + " open" + olderKeys())
                    : Finding.failed(check, missing.size() + " are not stored, of " + NameList.of(missing), advice);
        }

        private String olderKeys() {
            return older == 0
                    ? ""
                    : ", " + older
                            + " of them with an older key, which stays in the keyset until they were written again"
                            + " with " + write;
        }
    }
}
