package io.dynamicaccounts.local.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.dynamicaccounts.dynamodb.TestServer;
import io.dynamicaccounts.functions.Settings;
import io.dynamicaccounts.functions.account.Account;
import io.dynamicaccounts.functions.account.AccountName;
import io.dynamicaccounts.functions.account.AccountState;
import io.dynamicaccounts.functions.account.Attribute;
import io.dynamicaccounts.functions.definition.DefinitionEncryption;
import io.dynamicaccounts.functions.definition.EncryptedDefinition;
import io.dynamicaccounts.functions.installation.Adoption;
import io.dynamicaccounts.functions.installation.Backup;
import io.dynamicaccounts.functions.installation.BackupRecord;
import io.dynamicaccounts.functions.installation.Restore;
import io.dynamicaccounts.functions.lifecycle.Event;
import io.dynamicaccounts.functions.store.Credentials.Revision;
import io.dynamicaccounts.functions.store.Definitions;
import io.dynamicaccounts.functions.store.Store;
import io.dynamicaccounts.functions.store.memory.MemoryStore;
import io.dynamicaccounts.functions.transition.Parallel;
import io.dynamicaccounts.secrets.LocalKeyset;
import io.dynamicaccounts.secrets.TinkSealing;
import io.dynamicaccounts.sqlite.SqliteStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A backup of each kind of store into each kind, with real encryption. */
class RoundTripTest {

    /** What an adoption writes anew in an account. */
    private static final Set<Attribute> OF_THE_EPOCH = Set.of(
            Attribute.VERSION,
            Attribute.GENERATION,
            Attribute.STOP_REVISION,
            Attribute.DUE,
            Attribute.DEADLINE,
            Attribute.EVENT,
            Attribute.PREVIOUS_STATE,
            Attribute.ACTOR,
            Attribute.UPDATED,
            Attribute.WRITER);

    @TempDir
    Path folder;

    private Instant now = Instant.parse("2026-11-26T18:00:00.123Z");
    private final InstantSource clock = () -> now;

    private enum Kind {
        MEMORY,
        SQLITE,
        DYNAMODB
    }

    private Store empty(Kind kind) {
        return switch (kind) {
            case MEMORY -> new MemoryStore(clock);
            case SQLITE -> SqliteStore.open(folder.resolve(UUID.randomUUID() + ".db"), clock);
            case DYNAMODB -> TestServer.emptyStore(clock);
        };
    }

    @ParameterizedTest
    @CsvSource({
        "MEMORY,   MEMORY",
        "MEMORY,   SQLITE",
        "SQLITE,   MEMORY",
        "SQLITE,   SQLITE",
        "SQLITE,   DYNAMODB",
        "DYNAMODB, SQLITE",
        "DYNAMODB, DYNAMODB",
        "DYNAMODB, MEMORY",
        "MEMORY,   DYNAMODB"
    })
    void what_was_in_one_store_is_in_another(Kind from, Kind to) throws Exception {
        DefinitionEncryption encryption = sealing("keyset.json");
        Path file = folder.resolve("backup.jsonl");
        List<BackupRecord> before;
        try (Store source = empty(from)) {
            var installed = new Installed(source, encryption, Settings.DEFAULT, clock);
            installed.populate();
            now = now.plusSeconds(10);
            var backup = new Backup(source, Settings.DEFAULT);
            BackupWriter.write(file, new Header("test", now, from.name(), backup.before(now)), backup::read);
            before = everything(source);
        }
        assertThat(Files.readString(file)).doesNotContain(Installed.CANARY);
        BackupFile backup = BackupFile.checked(file);
        assertThat(everything(backup)).isEqualTo(before);

        try (Store target = empty(to)) {
            Adoption adoption = Adoption.of(
                    target,
                    Settings.DEFAULT,
                    Parallel.NONE,
                    () -> UUID.randomUUID().toString(),
                    clock);
            var restore = new Restore(target, adoption, Parallel.bounded(8), clock);
            restore.begin(backup.checksum());
            backup.read(restore::write);
            Adoption.Begun begun = restore.adopt(backup.header().before());
            now = now.plus(Duration.between(now, begun.undisturbed()));
            assertThat(adoption.finish()).isTrue();

            List<BackupRecord> after = everything(target);
            assertThat(withoutEpoch(after)).containsExactlyInAnyOrderElementsOf(withoutEpoch(before));
            assertThat(accounts(after))
                    .allSatisfy(account -> assertThat(account.version()).isEqualTo(begun.epoch()));
            assertThat(accounts(after))
                    .map(Account::state)
                    .contains(
                            AccountState.ACTIVE,
                            AccountState.FAILED_STARTING,
                            AccountState.INACTIVE,
                            AccountState.TO_DEACTIVATE,
                            AccountState.TO_MIGRATE);
            assertThat(target.names().after(null, 100))
                    .map(entry -> entry.name().value())
                    .containsExactly(
                            "active", "declared", "failed", "inactive", "removed", "stopping", "waiting", "zone");
            assertThat(revisions(before, "back")).extracting(Revision::exists).containsExactly(true, false, true);
            for (String name : List.of("replaced", "deleted", "back")) {
                assertThat(revisions(after, name)).isEqualTo(revisions(before, name));
            }
            opens(target, encryption);
            lives(target, encryption);
        }
    }

    private DefinitionEncryption sealing(String keyset) {
        return new TinkSealing(LocalKeyset.openOrCreate(folder.resolve(keyset)).keyEncryption());
    }

    /** With the key that sealed it, and with no other. */
    private void opens(Store target, DefinitionEncryption encryption) {
        EncryptedDefinition credential = target.credentials()
                .find(new AccountName("back"))
                .flatMap(Revision::definition)
                .orElseThrow();
        assertThat(encryption.decrypt(credential).fields())
                .containsEntry("kubeconfigContents", "token: " + Installed.CANARY);
        EncryptedDefinition definition = definition(target, "active");
        assertThat(encryption.decrypt(definition).fields())
                .containsEntry("kubeconfigContents", "token: " + Installed.CANARY)
                .containsEntry("cacheThreads", 2);
        assertThatExceptionOfType(DefinitionEncryption.DecryptionFailed.class)
                .isThrownBy(() -> sealing("another-keyset.json").decrypt(definition))
                .withMessageContaining("with another key")
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain(Installed.CANARY));
    }

    private static EncryptedDefinition definition(Store target, String name) {
        Account account = target.accounts().find(new AccountName(name)).orElseThrow();
        return target.definitions()
                .find(new Definitions.Key(account.name(), account.definition().orElseThrow()))
                .orElseThrow();
    }

    /** An agent that comes back is asked to confirm, and is believed. */
    private void lives(Store target, DefinitionEncryption encryption) {
        var installed = new Installed(target, encryption, Settings.DEFAULT, clock);
        var tasks = installed.poll("agent-of-z1", "z1", List.of("declared"));
        assertThat(tasks)
                .filteredOn(task -> task.account().value().equals("active"))
                .singleElement()
                .satisfies(task -> assertThat(task.confirm() && task.caching()).isTrue());
        installed.report("agent-of-z1", "z1", tasks);
        Account active = target.accounts().find(new AccountName("active")).orElseThrow();
        assertThat(active.state()).isEqualTo(AccountState.ACTIVE);
    }

    private static List<BackupRecord> everything(Store store) {
        var kept = new ArrayList<BackupRecord>();
        new Backup(store, Settings.DEFAULT).read(kept::add);
        return kept;
    }

    private static List<BackupRecord> everything(BackupFile backup) {
        var kept = new ArrayList<BackupRecord>();
        backup.read(kept::addAll);
        return kept;
    }

    /** Returns the revisions of a credential in the order of the records. */
    private static List<Revision> revisions(List<BackupRecord> kept, String name) {
        return kept.stream()
                .filter(BackupRecord.CredentialRecord.class::isInstance)
                .map(one -> ((BackupRecord.CredentialRecord) one).revision())
                .filter(revision -> revision.name().value().equals(name))
                .toList();
    }

    private static List<Account> accounts(List<BackupRecord> kept) {
        return kept.stream()
                .filter(BackupRecord.AccountRecord.class::isInstance)
                .map(one -> ((BackupRecord.AccountRecord) one).account())
                .toList();
    }

    /** As it was before the epoch: the adoption is a line of each account's past. */
    private static List<BackupRecord> withoutEpoch(List<BackupRecord> kept) {
        Map<AccountName, Account> accounts =
                accounts(kept).stream().collect(Collectors.toMap(Account::name, account -> account));
        var compared = new ArrayList<BackupRecord>();
        for (BackupRecord one : kept) {
            switch (one) {
                case BackupRecord.AccountRecord(Account account) ->
                    compared.add(new BackupRecord.AccountRecord(withoutEpoch(account)));
                case BackupRecord.TransitionRecord(var transition) -> {
                    boolean adoption = transition.event() == Event.ADOPT;
                    if (!adoption) {
                        compared.add(one);
                    }
                }
                default -> compared.add(one);
            }
        }
        assertThat(new HashSet<>(accounts.values())).hasSameSizeAs(accounts(kept));
        return compared;
    }

    private static Account withoutEpoch(Account account) {
        var values = new EnumMap<Attribute, Object>(Attribute.class);
        values.putAll(account.values());
        OF_THE_EPOCH.forEach(values::remove);
        values.put(Attribute.VERSION, 0L);
        return Account.of(values);
    }
}
