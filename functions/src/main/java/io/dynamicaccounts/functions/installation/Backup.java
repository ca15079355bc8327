package io.dynamicaccounts.functions.installation;

import io.dynamicaccounts.functions.Settings;
import io.dynamicaccounts.functions.account.Account;
import io.dynamicaccounts.functions.account.AccountName;
import io.dynamicaccounts.functions.account.ZoneId;
import io.dynamicaccounts.functions.definition.EncryptedDefinition;
import io.dynamicaccounts.functions.store.Definitions;
import io.dynamicaccounts.functions.store.Installation;
import io.dynamicaccounts.functions.store.MigrationMarks;
import io.dynamicaccounts.functions.store.Observations.Observation;
import io.dynamicaccounts.functions.store.Store;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Reads everything that a backup keeps out of a store, in small parts, while the store is served.
 *
 * <p>A backup does not show one moment: each account is as it was when it was read, with the definition that it
 * pointed to then. The backup misses what was provisioned, changed or removed after that, and of two accounts that
 * were changed together one may be as before and the other as after. No account is without its definition, because
 * an account whose definition was replaced during the read is read again. The history of an account that is changing
 * may miss its newest transitions, and the history of any account is limited to its newest {@value #MOST_PAST}
 * transitions, as a credential is to its newest {@value #MOST_REVISIONS} revisions.
 */
public final class Backup {

    /** How many of the newest transitions of one account are kept. */
    public static final int MOST_PAST = 10_000;

    /**
     * How many of the newest revisions of one credential are kept. They are held in memory at a time, because they are
     * read with the newest first and written with the oldest first.
     */
    public static final int MOST_REVISIONS = 1_000;

    /** How many definitions are held in memory at a time, each of which may have the greatest size. */
    private static final int ACCOUNTS_AT_A_TIME = 25;

    private static final int NAMES_AT_A_TIME = 1_000;

    /** How often accounts are read. Each further try means that an operator wrote an account between two reads. */
    private static final int TRIES = 10;

    private final Store store;
    private final Settings settings;

    /**
     * Creates the backup of a store.
     *
     * @param settings the settings that the store is served with
     */
    public Backup(Store store, Settings settings) {
        this.store = store;
        this.settings = settings;
    }

    /**
     * Returns the facts about the installation as it is now that a restore needs.
     *
     * @throws NotReady when the content of the store is not complete
     */
    public Adoption.FormerInstallation before(Instant now) {
        Optional<Installation> found = store.installations().find();
        if (found.filter(installation -> installation.state() == Installation.State.RESTORING)
                .isPresent()) {
            throw new NotReady("a restore was begun here and not finished: there is nothing whole to back up");
        }
        Instant silent = new FormerAgents(store, settings).silentFrom(now, Duration.ZERO);
        return new Adoption.FormerInstallation(
                found.map(Installation::epoch).orElse(0L),
                Duration.between(now, silent),
                found.flatMap(Installation::keyCheck));
    }

    /**
     * Passes every record to the consumer, each account before the records that belong to it, and the revisions of
     * each credential in the order in which they were written.
     */
    public void read(Consumer<BackupRecord> keep) {
        store.zones().scan(page -> {
            page.forEach(zone -> zone(zone, keep));
            return true;
        });
        store.accounts().scan(page -> {
            for (int from = 0; from < page.size(); from += ACCOUNTS_AT_A_TIME) {
                accounts(page.subList(from, Math.min(from + ACCOUNTS_AT_A_TIME, page.size())), keep);
            }
            return true;
        });
        store.credentials().scan(names -> {
            names.forEach(name -> credential(name, keep));
            return true;
        });
        for (MigrationMarks.Mark mark : MigrationMarks.Mark.values()) {
            List<AccountName> marked = store.migrationMarks().after(mark, null, NAMES_AT_A_TIME);
            while (!marked.isEmpty()) {
                marked.forEach(name -> keep.accept(new BackupRecord.MigrationMarkRecord(mark, name)));
                marked = store.migrationMarks().after(mark, marked.getLast(), NAMES_AT_A_TIME);
            }
        }
    }

    private void credential(AccountName name, Consumer<BackupRecord> keep) {
        store.credentials()
                .revisions(name, MOST_REVISIONS)
                .reversed()
                .forEach(revision -> keep.accept(new BackupRecord.CredentialRecord(revision)));
    }

    private void zone(ZoneId zone, Consumer<BackupRecord> keep) {
        keep.accept(new BackupRecord.ZoneRecord(zone));
        store.declarations()
                .inZone(zone)
                .forEach(declaration -> keep.accept(new BackupRecord.DeclarationRecord(declaration)));
    }

    private void accounts(List<Account> read, Consumer<BackupRecord> keep) {
        List<Account> remaining = read;
        for (int tries = 1; !remaining.isEmpty(); tries++) {
            Map<Definitions.Key, EncryptedDefinition> definitions = store.definitions()
                    .find(remaining.stream()
                            .flatMap(account -> key(account).stream())
                            .toList());
            var replaced = new ArrayList<AccountName>();
            var whole = new ArrayList<Account>();
            for (Account account : remaining) {
                if (tries < TRIES
                        && account.exists()
                        && !key(account).filter(definitions::containsKey).isPresent()) {
                    replaced.add(account.name());
                } else {
                    whole.add(account);
                }
            }
            Map<AccountName, Observation> observed =
                    store.observations().find(whole.stream().map(Account::name).toList());
            for (Account account : whole) {
                keep.accept(new BackupRecord.AccountRecord(account));
                key(account)
                        .map(definitions::get)
                        .ifPresent(found -> keep.accept(new BackupRecord.DefinitionRecord(found)));
                Optional.ofNullable(observed.get(account.name()))
                        .ifPresent(found -> keep.accept(new BackupRecord.ObservationRecord(account.name(), found)));
                store.history()
                        .of(account.name(), MOST_PAST)
                        .forEach(transition -> keep.accept(new BackupRecord.TransitionRecord(transition)));
            }
            remaining = replaced.isEmpty()
                    ? List.of()
                    : List.copyOf(store.accounts().find(replaced).values());
        }
    }

    /**
     * Returns the key of the account's definition; empty for a tombstone, whose definition is deleted or about to
     * be.
     */
    private static Optional<Definitions.Key> key(Account account) {
        return account.exists()
                ? account.definition().map(id -> new Definitions.Key(account.name(), id))
                : Optional.empty();
    }
}
