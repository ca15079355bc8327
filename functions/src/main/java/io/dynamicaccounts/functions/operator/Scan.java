package io.dynamicaccounts.functions.operator;

import io.dynamicaccounts.functions.ScanSettings;
import io.dynamicaccounts.functions.SharedComponents;
import io.dynamicaccounts.functions.account.AccountName;
import io.dynamicaccounts.functions.definition.CredentialSource;
import io.dynamicaccounts.functions.store.AccountNames;
import io.dynamicaccounts.functions.store.MigrationMarks.Mark;
import io.dynamicaccounts.functions.store.Store;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * Migrates and activates accounts whose name matches and that were never here: the credential sources have the name,
 * there is no account of it, and no operator has asked to remove one. What an operator deactivated stays as it is,
 * since its account is there.
 */
public final class Scan implements Function<Scan.Request, Scan.Result> {

    /** Who migrates and activates, in the history of the accounts. */
    public static final String ACTOR = "scan";

    /** How many accounts are migrated together: their definitions are in memory at one time. */
    private static final int AT_A_TIME = 50;

    private static final int NAMES_AT_A_TIME = 1_000;

    private final Store store;
    private final InstantSource clock;
    private final CredentialSource source;
    private final ScanSettings settings;
    private final BegunMigrations begun;

    /** Builds the function over the shared components. */
    public Scan(SharedComponents shared) {
        this.store = shared.store();
        this.clock = shared.context()::now;
        this.source = shared.migrationSource();
        this.settings = shared.scan();
        this.begun = new BegunMigrations(shared);
    }

    /** Whether a scan changes anything. */
    public enum Effect {
        /** Accounts are migrated and activated. */
        MIGRATE,
        /** Nothing is written. */
        NONE
    }

    /**
     * Asks for one scan.
     *
     * @param budget the time after which nothing further is begun
     */
    public record Request(Effect effect, Duration budget) {}

    /**
     * What a scan did, or would do.
     *
     * @param migrated the accounts that were activated, or would be migrated and activated
     * @param unusable why definitions whose name matches cannot be migrated
     * @param remaining how many names that match are left for the next scan
     */
    public record Result(List<AccountName> migrated, List<Migrate.Flaw> unusable, int remaining) {}

    @Override
    public Result apply(Request request) {
        Instant end = clock.instant().plus(request.budget());
        var migrated = new ArrayList<AccountName>();
        Set<AccountName> unwritten = Set.of();
        if (request.effect() == Effect.MIGRATE) {
            BegunMigrations.Continued continued = begun.goOn();
            migrated.addAll(continued.activated());
            unwritten = continued.unwritten();
        }
        List<AccountName> candidates = candidates(unwritten);
        var unusable = new ArrayList<Migrate.Flaw>();
        int next = 0;
        while (next < candidates.size()
                && migrated.size() < settings.batchSize()
                && clock.instant().isBefore(end)) {
            int size = Math.min(AT_A_TIME, settings.batchSize() - migrated.size());
            List<AccountName> some = candidates.subList(next, Math.min(next + size, candidates.size()));
            CredentialSource.Lookup lookup = source.lookup(some);
            MigrationPlan plan = plan(some, lookup);
            unusable.addAll(plan.flaws());
            migrated.addAll(
                    switch (request.effect()) {
                        case MIGRATE -> migrate(plan, lookup, some, unwritten);
                        case NONE -> plan.names();
                    });
            next += some.size();
        }
        return new Result(migrated, unusable, candidates.size() - next);
    }

    /**
     * Returns the names to migrate, in their order.
     *
     * @param unwritten names that an earlier scan has begun, and which are in the list of names, but have no account
     */
    private List<AccountName> candidates(Set<AccountName> unwritten) {
        NavigableSet<AccountName> candidates = new TreeSet<>();
        source.names().stream().filter(settings.matches()).forEach(candidates::add);
        if (candidates.isEmpty()) {
            return List.copyOf(unwritten);
        }
        List<AccountNames.Entry> page = store.names().after(null, NAMES_AT_A_TIME);
        while (!page.isEmpty()) {
            page.forEach(entry -> candidates.remove(entry.name()));
            page = store.names().after(page.getLast().name(), NAMES_AT_A_TIME);
        }
        candidates.addAll(unwritten);
        candidates.removeAll(store.migrationMarks().among(Mark.REMOVED, List.copyOf(candidates)));
        return List.copyOf(candidates);
    }

    private static MigrationPlan plan(List<AccountName> names, CredentialSource.Lookup lookup) {
        return MigrationPlan.of(
                names.stream()
                        .map(name -> new Migrate.Entry(name, Optional.empty(), Optional.empty()))
                        .toList(),
                lookup.definitions());
    }

    private List<AccountName> migrate(
            MigrationPlan plan, CredentialSource.Lookup lookup, List<AccountName> names, Set<AccountName> unwritten) {
        var impossible = new HashSet<>(names);
        impossible.retainAll(unwritten);
        plan.names().forEach(impossible::remove);
        if (lookup.unreadable().isPresent()) {
            // The source that cannot be read now may have them.
            plan.unknown().forEach(impossible::remove);
        }
        if (!impossible.isEmpty()) {
            begun.giveUp(impossible);
        }
        return plan.newAccounts().isEmpty() ? List.of() : begun.begin(plan.newAccounts());
    }
}
