package io.dynamicaccounts.functions.installation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.dynamicaccounts.functions.Settings;
import io.dynamicaccounts.functions.account.AccountName;
import io.dynamicaccounts.functions.account.DefinitionId;
import io.dynamicaccounts.functions.definition.EncryptedDefinition;
import io.dynamicaccounts.functions.store.Credentials.Revision;
import io.dynamicaccounts.functions.store.Store;
import io.dynamicaccounts.functions.store.memory.MemoryStore;
import io.dynamicaccounts.functions.transition.Parallel;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Tests that a backup keeps credentials with their revisions, and that a restore may be interrupted anywhere. */
class RestoredCredentialsTest {

    private static final Instant TIME = Instant.parse("2026-11-26T18:00:00Z");
    private static final InstantSource CLOCK = () -> TIME;
    private static final List<String> NAMES = List.of("a", "b", "c");

    private final Store source = new MemoryStore(CLOCK);
    private final Store target = new MemoryStore(CLOCK);

    private static Revision revision(String name, long version, boolean exists) {
        var account = new AccountName(name);
        Optional<EncryptedDefinition> definition = exists
                ? Optional.of(new EncryptedDefinition(
                        account, new DefinitionId("definition-" + version), TIME, Map.of("name", name), Map.of()))
                : Optional.empty();
        return new Revision(
                account, version, TIME.plusSeconds(version), "writer-" + version, "operator-" + version, definition);
    }

    /** The first version of what is left need not be 1, and each name ends with another kind of revision. */
    private List<BackupRecord> backup() {
        for (String name : NAMES) {
            for (long version = 5; version <= 9; version++) {
                Revision next = revision(name, version, version != 7 && !(version == 9 && name.equals("b")));
                assertThat(source.credentials()
                                .replace(source.credentials().find(next.name()), next)
                                .isWritten())
                        .isTrue();
            }
        }
        return records(source);
    }

    private static List<BackupRecord> records(Store store) {
        var records = new ArrayList<BackupRecord>();
        new Backup(store, Settings.DEFAULT).read(records::add);
        return records;
    }

    private static Restore restore(Store into, Parallel parallel) {
        return new Restore(into, Adoption.of(into, Settings.DEFAULT, parallel, () -> "token", CLOCK), parallel, CLOCK);
    }

    @Test
    void a_backup_has_every_revision_of_each_name_with_the_oldest_first() {
        List<BackupRecord> records = backup();

        assertThat(records).hasSize(15);
        for (String name : NAMES) {
            assertThat(records)
                    .map(kept -> ((BackupRecord.CredentialRecord) kept).revision())
                    .filteredOn(revision -> revision.name().value().equals(name))
                    .extracting(Revision::version)
                    .containsExactly(5L, 6L, 7L, 8L, 9L);
        }
    }

    @Test
    void what_is_restored_at_once_or_in_parts_is_as_it_was() {
        List<BackupRecord> records = backup();
        restore(target, Parallel.bounded(8)).write(records);
        assertThat(records(target)).isEqualTo(records);

        var inParts = new MemoryStore(CLOCK);
        for (int from = 0; from < records.size(); from += 4) {
            restore(inParts, Parallel.NONE).write(records.subList(from, Math.min(from + 4, records.size())));
        }
        assertThat(records(inParts)).isEqualTo(records);
    }

    @Test
    void a_restore_that_ended_after_any_revision_is_completed_when_it_is_repeated() {
        List<BackupRecord> records = backup();
        for (int written = 0; written <= records.size(); written++) {
            var interrupted = new MemoryStore(CLOCK);
            restore(interrupted, Parallel.NONE).write(records.subList(0, written));

            restore(interrupted, Parallel.NONE).write(records);

            assertThat(records(interrupted)).as("after " + written).isEqualTo(records);
        }
    }

    @Test
    void a_store_that_holds_a_deleted_credential_is_not_empty() {
        Revision deleted = revision("a", 1, false);
        assertThat(target.credentials().replace(Optional.empty(), deleted).isWritten())
                .isTrue();

        assertThatExceptionOfType(NotReady.class)
                .isThrownBy(() -> restore(target, Parallel.NONE).begin("checksum"))
                .withMessageContaining("holds credentials");
    }
}
