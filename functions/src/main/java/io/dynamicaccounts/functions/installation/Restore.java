package io.dynamicaccounts.functions.installation;

import io.dynamicaccounts.functions.account.Account;
import io.dynamicaccounts.functions.account.AccountName;
import io.dynamicaccounts.functions.account.ZoneId;
import io.dynamicaccounts.functions.store.AccountNames;
import io.dynamicaccounts.functions.store.BoundedRetry;
import io.dynamicaccounts.functions.store.Credentials.Revision;
import io.dynamicaccounts.functions.store.Declarations.Declaration;
import io.dynamicaccounts.functions.store.History.PastTransition;
import io.dynamicaccounts.functions.store.Installation;
import io.dynamicaccounts.functions.store.Store;
import io.dynamicaccounts.functions.store.StoreUnavailable;
import io.dynamicaccounts.functions.transition.Parallel;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/**
 * Writes what a backup keeps into an empty store, and adopts the store. Every write may be repeated: an interrupted
 * restore is begun again with the same backup, and until it is finished no process serves the store.
 */
public final class Restore {

    /** A further try means that the store forgot an old deletion between the read and the write. */
    private static final BoundedRetry RETRY = new BoundedRetry(3);

    private final Store store;
    private final Adoption adoption;
    private final Parallel parallel;
    private final InstantSource clock;

    /**
     * Creates the restore into a store.
     *
     * @param adoption the adoption of the same store
     */
    public Restore(Store store, Adoption adoption, Parallel parallel, InstantSource clock) {
        this.store = store;
        this.adoption = adoption;
        this.parallel = parallel;
        this.clock = clock;
    }

    /** The steps that are left to do. */
    public enum Left {
        /** The whole backup must be {@linkplain #write written} and then {@linkplain #adopt adopted}. */
        ALL,
        /** An earlier run wrote the whole backup, which must still be {@linkplain #adopt adopted}. */
        ADOPTION
    }

    /**
     * Notes that a backup is being restored.
     *
     * @param checksum the checksum of the backup, by which a later run recognises the backup
     * @throws NotReady when the store is not empty, or a restore of another backup was begun
     */
    public Left begin(String checksum) {
        String home = store.installations().home();
        Optional<Installation> found = store.installations().find();
        boolean same = found.filter(installation -> installation.home().equals(home))
                .flatMap(Installation::restoring)
                .filter(checksum::equals)
                .isPresent();
        return switch (found.map(Installation::state).orElse(Installation.State.READY)) {
            case RESTORING -> {
                if (!same) {
                    throw new NotReady("a restore of another file was begun here and not finished:"
                            + " restore that one, or name an empty store");
                }
                yield Left.ALL;
            }
            case ADOPTING -> {
                if (!same) {
                    throw notEmpty("holds an installation that is being adopted");
                }
                yield Left.ADOPTION;
            }
            case READY -> {
                checkEmpty();
                if (!store.installations()
                        .replace(found.orElse(null), Installation.restoring(home, checksum, clock.instant()))) {
                    throw new StoreUnavailable("another process uses the store", Duration.ofSeconds(1), null);
                }
                yield Left.ALL;
            }
        };
    }

    private void checkEmpty() {
        store.accounts().scan(page -> {
            throw notEmpty("holds accounts");
        });
        if (!store.names().after(null, 1).isEmpty()) {
            throw notEmpty("holds names of accounts");
        }
        store.zones().scan(page -> {
            throw notEmpty("holds zones");
        });
        store.credentials().scan(page -> {
            throw notEmpty("holds credentials");
        });
        if (!store.heartbeats().page(null, 1).isEmpty()) {
            throw notEmpty("knows agents");
        }
    }

    private static NotReady notEmpty(String why) {
        return new NotReady(
                "the store is not empty: it " + why + ". Restore into one that nothing was ever written to");
    }

    /** Writes some records of the backup; a few hundred at a time are a good number. */
    public void write(List<BackupRecord> records) {
        var accounts = new ArrayList<Account>();
        var past = new ArrayList<PastTransition>();
        var credentials = new LinkedHashMap<AccountName, List<Revision>>();
        var others = new ArrayList<BackupRecord>();
        for (BackupRecord item : records) {
            switch (item) {
                case BackupRecord.AccountRecord(Account account) -> {
                    accounts.add(account);
                    if (account.exists()) {
                        others.add(item);
                    }
                }
                case BackupRecord.TransitionRecord(PastTransition transition) -> past.add(transition);
                case BackupRecord.CredentialRecord(Revision revision) ->
                    credentials
                            .computeIfAbsent(revision.name(), name -> new ArrayList<>())
                            .add(revision);
                default -> others.add(item);
            }
        }
        parallel.map(others, this::writeOne);
        parallel.map(List.copyOf(credentials.values()), this::writeInOrder);
        if (!past.isEmpty()) {
            store.history().append(past);
        }
        if (!accounts.isEmpty()) {
            store.accounts().restore(accounts);
        }
    }

    private BackupRecord writeOne(BackupRecord item) {
        switch (item) {
            // The zone is created so that the adoption finds and lifts it.
            case BackupRecord.ZoneRecord(ZoneId zone) -> {
                boolean _ = store.zones().adopt(zone, 1, false, 0);
            }
            case BackupRecord.DeclarationRecord(Declaration declaration) -> {
                boolean _ = store.declarations()
                        .replace(store.declarations().find(declaration.zone(), declaration.agent()), declaration);
            }
            case BackupRecord.AccountRecord(Account account) ->
                account.nameToken()
                        .ifPresent(token ->
                                store.names().put(new AccountNames.Entry(account.name(), token, account.updated())));
            case BackupRecord.DefinitionRecord(var definition) ->
                store.definitions().put(definition);
            case BackupRecord.ObservationRecord(var account, var observed) ->
                store.observations().put(account, observed);
            case BackupRecord.TransitionRecord(PastTransition transition) ->
                store.history().append(List.of(transition));
            case BackupRecord.MigrationMarkRecord(var mark, var name) ->
                store.migrationMarks().put(mark, List.of(name));
            case BackupRecord.CredentialRecord(Revision revision) -> writeInOrder(List.of(revision));
        }
        return item;
    }

    /** Writes the revisions of one credential, each over the one before, which the store keeps as an earlier one. */
    private List<Revision> writeInOrder(List<Revision> revisions) {
        revisions.forEach(revision -> RETRY.until(
                () -> isStored(revision), () -> "credential " + revision.name() + " is written by another process"));
        return revisions;
    }

    /** Stores a revision, unless an interrupted restore stored it already, and returns whether it is stored. */
    private boolean isStored(Revision revision) {
        Optional<Revision> present = store.credentials().find(revision.name());
        return present.filter(found -> found.version() >= revision.version()).isPresent()
                || store.credentials().replace(present, revision).isWritten();
    }

    /**
     * Adopts the restored store.
     *
     * @param before the facts about the former installation in the backup
     */
    public Adoption.Begun adopt(Adoption.FormerInstallation before) {
        return adoption.begin(before);
    }
}
