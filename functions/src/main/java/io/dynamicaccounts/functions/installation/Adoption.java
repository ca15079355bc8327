package io.dynamicaccounts.functions.installation;

import io.dynamicaccounts.functions.Settings;
import io.dynamicaccounts.functions.account.Account;
import io.dynamicaccounts.functions.account.AccountName;
import io.dynamicaccounts.functions.account.AccountState;
import io.dynamicaccounts.functions.account.ZoneId;
import io.dynamicaccounts.functions.store.Assignment;
import io.dynamicaccounts.functions.store.Installation;
import io.dynamicaccounts.functions.store.Installation.State;
import io.dynamicaccounts.functions.store.Store;
import io.dynamicaccounts.functions.store.StoreUnavailable;
import io.dynamicaccounts.functions.transition.Parallel;
import io.dynamicaccounts.functions.transition.TransitionListener;
import io.dynamicaccounts.functions.transition.TransitionResult;
import io.dynamicaccounts.functions.transition.WriteContext;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Adopts a restored store: begins an epoch of the {@link Installation} in which nothing counts that agents or
 * functions received before, whether it is in the store or was lost with what was written since the backup. Agents
 * register anew and confirm what they watch; no account changes its state.
 *
 * <p>Every process that served the installation before, here or elsewhere, must have been stopped first, and no
 * process may serve the store until the adoption is {@link #finish finished}. Every write may be repeated, so an
 * interrupted adoption is begun again and continues.
 */
public final class Adoption {

    /** The actor that the history names. */
    public static final String ACTOR = "adopt";

    private final WriteContext context;
    private final FormerAgents formerAgents;

    private Adoption(WriteContext context, FormerAgents formerAgents) {
        this.context = context;
        this.formerAgents = formerAgents;
    }

    /**
     * Creates the adoption of a store that no process serves.
     *
     * @param settings the settings that the installation was served with, which bound the leases that agents
     *     received before
     * @param tokens supplies tokens that are never supplied twice
     */
    public static Adoption of(
            Store store, Settings settings, Parallel parallel, Supplier<String> tokens, InstantSource clock) {
        return new Adoption(
                WriteContext.create(store, parallel, settings.timing(), TransitionListener.NONE, tokens, clock),
                new FormerAgents(store, settings));
    }

    /**
     * The facts about the installation before the adoption that the store does not contain.
     *
     * @param epoch the epoch of that installation
     * @param lease the longest lease that an agent received
     * @param keyCheck the check value of the key that the secrets are encrypted with, if one was noted
     */
    public record FormerInstallation(long epoch, Duration lease, Optional<String> keyCheck) {
        /** The store contains everything that is known. */
        public static final FormerInstallation NOTHING = new FormerInstallation(0, Duration.ZERO, Optional.empty());
    }

    /**
     * The progress of an adoption.
     *
     * @param epoch the number of the epoch that was begun
     * @param accounts the number of accounts and tombstones
     * @param zones the number of zones
     * @param undisturbed when the adoption can be {@link #finish finished}, because every earlier lease has run out
     *     by then
     */
    public record Begun(long epoch, long accounts, long zones, Instant undisturbed) {}

    /**
     * Lifts every number, and removes the agents of the time before.
     *
     * @throws NotReady while the store is being restored from a backup
     */
    public Begun begin() {
        if (installation().filter(found -> found.state() == State.RESTORING).isPresent()) {
            throw new NotReady("a restore was begun here and not finished: run restore again, with the same file");
        }
        return begin(FormerInstallation.NOTHING);
    }

    /** Does what {@link #begin()} does, for a store that a backup was read into. */
    Begun begin(FormerInstallation before) {
        Instant now = context.now();
        Installation adopting = beginEpoch(before, now);
        formerAgents.distrust();
        formerAgents.forget(now);
        var zones = new TreeSet<ZoneId>();
        context.store().zones().scan(page -> {
            zones.addAll(page);
            return true;
        });
        var counted = new long[1];
        context.store().accounts().scan(page -> {
            page.forEach(account -> zones.addAll(account.zonesThatMayKnowIt()));
            counted[0] += page.size();
            lift(page, adopting.epoch(), now);
            return true;
        });
        zones.forEach(zone -> lift(zone, adopting.epoch(), now));
        return new Begun(adopting.epoch(), counted[0], zones.size(), adopting.quietFrom());
    }

    /**
     * Lets the store be served if every earlier lease has run out.
     *
     * @return whether the store may be served
     */
    public boolean finish() {
        Installation found = installation().orElseThrow(() -> new IllegalStateException("nothing was begun"));
        Instant now = context.now();
        return found.state() == State.READY
                || (!now.isBefore(found.quietFrom())
                        && context.store().installations().replace(found, found.ready(now)));
    }

    private Optional<Installation> installation() {
        return context.store().installations().find();
    }

    /**
     * Begins the epoch. This is the first write, so that no process serves a store that is only half lifted. An
     * interrupted adoption continues in the epoch that it began.
     */
    private Installation beginEpoch(FormerInstallation before, Instant now) {
        Optional<Installation> found = installation();
        String home = context.store().installations().home();
        if (found.filter(installation -> installation.state() == State.ADOPTING
                        && installation.home().equals(home))
                .isPresent()) {
            return found.get();
        }
        Installation begun = found.orElse(Installation.create(home, now))
                .adopting(home, before.epoch(), now, formerAgents.silentFrom(now, before.lease()));
        Installation adopting = before.keyCheck().map(begun::withKeyCheck).orElse(begun);
        if (!context.store().installations().replace(found.orElse(null), adopting)) {
            throw new StoreUnavailable("another process is adopting the installation", Duration.ofSeconds(1), null);
        }
        return adopting;
    }

    private void lift(List<Account> accounts, long epoch, Instant now) {
        List<Account> lifted = context.parallel().map(accounts, account -> lift(account, epoch, now));
        List<Assignment> assignments = lifted.stream()
                .flatMap(account -> account.zonesThatMayKnowIt().stream()
                        .map(zone -> context.publisher().assignment(zone, account)))
                .toList();
        context.parallel().map(assignments, context.store().assignments()::publish);
        context.publisher().recordHistory(lifted);
    }

    private Account lift(Account account, long epoch, Instant now) {
        TransitionResult result = context.transitions()
                .attemptOn(
                        account,
                        reread -> context.facts(ACTOR, now)
                                .withMessage(reread.orElse(account).message())
                                .adopt(reread.orElse(account).version(), epoch));
        return switch (result) {
            case TransitionResult.Moved(Account moved) -> moved;
            case TransitionResult.Unchanged(Account already) -> already;
            case TransitionResult.Rejected _, TransitionResult.Missing _ ->
                throw new StoreUnavailable(
                        "account " + account.name() + " is being written: stop whatever serves the installation",
                        Duration.ofSeconds(1),
                        null);
        };
    }

    /**
     * Lifts a zone, after the accounts. An assignment that is below the epoch by now was left by a function that
     * ended before it could remove the assignment.
     */
    private void lift(ZoneId zone, long epoch, Instant now) {
        List<Assignment> outdated = context.store().assignments().inZone(zone).stream()
                .filter(assignment -> assignment.version() < epoch)
                .toList();
        Map<AccountName, Account> accounts = context.store()
                .accounts()
                .find(outdated.stream().map(Assignment::account).toList());
        context.parallel()
                .map(
                        outdated,
                        assignment -> context.store()
                                .assignments()
                                .publish(Optional.ofNullable(accounts.get(assignment.account()))
                                        .map(account -> context.publisher().assignment(zone, account))
                                        .orElseGet(() -> assignment.tombstone(epoch))));
        List<Assignment> all = context.store().assignments().inZone(zone);
        // Every earlier lease runs out before the store is served, so no agent is left to wait for.
        context.parallel()
                .map(
                        all.stream()
                                .filter(assignment ->
                                        !assignment.leaveRevisions().isEmpty())
                                .toList(),
                        assignment -> context.store()
                                .assignments()
                                .clearLeftZones(zone, assignment.account(), assignment.version()));
        Map<AccountState, Long> counts =
                all.stream().collect(Collectors.groupingBy(Assignment::state, Collectors.counting()));
        boolean stops = counts.keySet().stream().anyMatch(state -> state.work() == AccountState.Work.STOP);
        long known = counts.values().stream().mapToLong(Long::longValue).sum();
        formerAgents.awaitDeclaringAgents(zone, epoch, now);
        context.store().zones().adopt(zone, epoch, stops, known - counts.getOrDefault(AccountState.REMOVED, 0L));
    }
}
