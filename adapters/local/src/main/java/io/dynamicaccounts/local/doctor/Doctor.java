package io.dynamicaccounts.local.doctor;

import io.dynamicaccounts.functions.Settings;
import io.dynamicaccounts.functions.installation.NotReady;
import io.dynamicaccounts.functions.installation.Readiness;
import io.dynamicaccounts.functions.store.Installation;
import io.dynamicaccounts.functions.store.Store;
import io.dynamicaccounts.functions.store.StoreUnavailable;
import io.dynamicaccounts.local.process.Storage;
import io.dynamicaccounts.local.process.StoreWithoutKey;
import io.dynamicaccounts.sqlite.SqliteStore;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Examines a store as it is, even while other processes serve it, and changes nothing. */
public final class Doctor {

    private final Storage storage;
    private final Settings settings;
    private final Instant now;

    /**
     * Creates a doctor for this store.
     *
     * @param settings the settings with which the store is served
     */
    public Doctor(Storage storage, Settings settings, Instant now) {
        this.storage = storage;
        this.settings = settings;
        this.now = now;
    }

    /**
     * Runs one check after the other, and reports each finding at once. A store that cannot be read ends the
     * examination.
     */
    public void look(Consumer<Finding> report) {
        try (Store store = StoreWithoutKey.forReading(storage, settings)) {
            if (!whole(store, report)) {
                return;
            }
            report.accept(installation(store));
            each("keyset", report, () -> new SecretsCheck(storage, store).look());
            each("clock", report, () -> List.of(new ClockCheck(store).look(now)));
            each("sweep", report, () -> new SweepCheck(store, settings).look(now));
            each("zones", report, () -> List.of(new ZoneCheck(store, settings).look(now)));
        } catch (RuntimeException e) {
            report.accept(Finding.failed("store", e));
        }
    }

    /** Runs one check. A check that cannot read the store does not keep the other checks from running. */
    private static void each(String check, Consumer<Finding> report, Supplier<List<Finding>> findings) {
        try {
            findings.get().forEach(report);
        } catch (StoreUnavailable e) {
            report.accept(Finding.failed(check, e));
        }
    }

    private boolean whole(Store store, Consumer<Finding> report) {
        if (!(store instanceof SqliteStore file)) {
            report.accept(Finding.ok("store", "the " + storage + " answers"));
            return true;
        }
        List<String> damage = file.integrityCheck();
        report.accept(
                damage.isEmpty()
                        ? Finding.ok("store", "every page and index of the " + storage + " is whole")
                        : Finding.failed(
                                "store",
                                "the " + storage + " is damaged ("
                                        + damage.getFirst().replaceAll("\\s+", " ") + ")",
                                "stop what serves it, keep the file, and read the newest backup into another one:"
                                        + " ./dynamic-accounts restore BACKUP --database NEW.db"));
        return damage.isEmpty();
    }

    private static Finding installation(Store store) {
        Optional<Installation> found = store.installations().find();
        if (found.isEmpty()) {
            return Finding.ok("installation", "the store was never served");
        }
        try {
            Readiness.check(found.get(), store.installations().home());
        } catch (NotReady e) {
            return Finding.failed("installation", e);
        }
        return Finding.ok("installation", "the store may be served");
    }
}
