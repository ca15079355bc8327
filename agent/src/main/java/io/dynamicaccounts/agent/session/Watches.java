package io.dynamicaccounts.agent.session;

import io.dynamicaccounts.agent.AgentSettings;
import io.dynamicaccounts.agent.protocol.AccountReport;
import io.dynamicaccounts.agent.protocol.AssignedAccount;
import io.dynamicaccounts.agent.session.LocalAccount.Live;
import io.dynamicaccounts.agent.session.LocalAccount.Outcome;
import io.dynamicaccounts.agent.session.LocalAccount.Phase;
import io.dynamicaccounts.agent.watch.CachingPermit;
import io.dynamicaccounts.agent.watch.ClusterFacts;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The watches of this process, and the steps that lead from them to the list.
 *
 * <p>Level-triggered: after every event of an account, {@link #reconcile} compares the assignment with the watch and
 * takes the next step. A watch that the list does not name is stopped. An account gets a second watch only after its
 * first watch has ended. A failed start is repeated only when the control plane asks for it.
 */
final class Watches {

    private static final Logger LOG = LoggerFactory.getLogger(Watches.class);

    private final AgentSettings settings;
    private final DefinitionQueue queue;
    private final Outbox outbox;
    private final LiveWatches watches;
    private final Map<String, LocalAccount> accounts = new LinkedHashMap<>();
    private final Set<String> unnamed = new HashSet<>();

    Watches(
            AgentSettings settings,
            RandomGenerator random,
            Consumer<SessionCommand> commands,
            DefinitionQueue queue,
            Outbox outbox) {
        this.settings = settings;
        this.queue = queue;
        this.outbox = outbox;
        this.watches = new LiveWatches(settings, random, commands);
    }

    /** Handles every watch whose phase has taken too long. */
    void tick(Instant now) {
        watches.tick(now);
        for (Optional<Live> due = watches.overdue(); due.isPresent(); due = watches.overdue()) {
            Live live = due.get();
            switch (live.phase) {
                case STARTING -> {
                    fail(
                            live.account,
                            "not watching after " + settings.startTimeout().toSeconds() + " seconds");
                    watches.stop(live);
                }
                case STOPPING ->
                    stopFailed(
                            live.id,
                            "not stopped after " + settings.stopTimeout().toSeconds() + " seconds");
                case STUCK -> watches.stop(live);
                case WATCHING -> throw new IllegalStateException("a watch that works has no alarm");
            }
        }
    }

    /**
     * Applies the complete list, which the answer to the poll of this number had.
     *
     * @param caching the permit of the accounts that the list names as caching. Each watch gets the permit only after
     *     the list was applied to its account: an account that the list no longer names as caching must not get the
     *     permit even for a moment
     */
    void apply(Collection<AssignedAccount> list, long poll, CachingPermit caching) {
        boolean _ = watches.grant(caching);
        Map<String, AssignedAccount> named = NewestList.byAccount(list);
        for (LocalAccount account : List.copyOf(accounts.values())) {
            if (!named.containsKey(account.name)) {
                account.want(null);
                reconcile(account);
            }
        }
        for (AssignedAccount assignment : named.values()) {
            LocalAccount account = accounts.computeIfAbsent(assignment.account(), LocalAccount::new);
            account.want(assignment);
            if (assignment.confirm()) {
                confirm(account, assignment, poll);
            }
            reconcile(account);
        }
    }

    /**
     * Reports failures again that the control plane had received and no longer has, although the list asks for no
     * report: an earlier report was delivered a second time, late. The control plane would otherwise go on believing
     * that this agent watches.
     */
    void correct(Collection<AssignedAccount> list, long poll) {
        for (AssignedAccount assignment : NewestList.byAccount(list).values()) {
            LocalAccount account = accounts.get(assignment.account());
            if (account != null
                    && account.wantedWatch()
                    && account.outcome == Outcome.FAILED
                    && account.knownTo(poll)
                    && !assignment.failed()
                    && !assignment.confirm()) {
                report(account, AccountReport.failed(account.name, assignment.generation(), account.reason));
            }
        }
    }

    /** Returns whether the start of any assigned account has failed. */
    boolean anyFailed() {
        return accounts.values().stream()
                .anyMatch(account -> account.wantedWatch() && account.outcome == Outcome.FAILED);
    }

    private void confirm(LocalAccount account, AssignedAccount assignment, long poll) {
        Live live = account.live;
        if (live != null && live.phase == Phase.STUCK && account.knownTo(poll)) {
            watches.stop(live);
        }
        switch (assignment.action()) {
            case STOP -> account.stopToReport = true;
            case WATCH -> {
                if (live != null && live.phase == Phase.WATCHING && live.named()) {
                    reportWatching(live);
                } else if (account.outcome == Outcome.DENIED || account.knownTo(poll)) {
                    account.outcome = null;
                }
            }
        }
    }

    /** Takes the next step from the account's watch to its assignment. */
    private void reconcile(LocalAccount account) {
        Live live = account.live;
        if (live == null) {
            unnamed.remove(account.name);
            reconcileIdle(account);
        } else if (live.named()) {
            unnamed.remove(account.name);
            watches.cache(live);
        } else {
            unnamed.add(account.name);
            // Only read for an assignment to STOP: a watch that was really stopped is always reported.
            account.stopToReport = true;
            if (live.active()) {
                watches.stop(live);
            }
        }
    }

    private void reconcileIdle(LocalAccount account) {
        AssignedAccount wanted = account.wanted;
        if (wanted != null && account.wantedWatch() && account.outcome == null) {
            queue.add(account.name, wanted.generation());
            return;
        }
        queue.drop(account.name);
        if (!account.wantedWatch()) {
            if (wanted != null && account.stopToReport) {
                outbox.add(AccountReport.stopped(account.name, wanted.generation()));
            }
            accounts.remove(account.name);
        }
    }

    /** Starts the accounts whose definition has arrived, as many as the settings permit at once. */
    void begin() {
        while (watches.starting() < settings.maxConcurrentStarts()) {
            Optional<DefinitionQueue.Ready> next = queue.poll();
            if (next.isEmpty()) {
                return;
            }
            LocalAccount account = accounts.get(next.get().account());
            watches.start(Objects.requireNonNull(account, "what is dropped leaves the queue"), next.get());
        }
    }

    void watching(WatchId id, ClusterFacts facts) {
        Live live = find(id);
        if (live != null && live.active()) {
            boolean news = live.phase == Phase.STARTING || !facts.equals(live.facts);
            watches.works(live);
            live.facts = facts;
            if (news) {
                LOG.info("Watching {} (generation {})", id.account(), id.generation());
                reportWatching(live);
            }
        }
    }

    void watchFailed(WatchId id, String reason) {
        Live live = find(id);
        if (live != null) {
            boolean surprise = live.active() && live.named();
            watches.ended(live);
            if (surprise) {
                fail(live.account, reason);
            }
            reconcile(live.account);
        }
    }

    void watchStopped(WatchId id) {
        Live live = find(id);
        if (live != null && live.active()) {
            watchFailed(id, "the watch ended although nobody asked it to");
        } else if (live != null) {
            LOG.info("No longer watching {} (generation {})", id.account(), id.generation());
            watches.ended(live);
            reconcile(live.account);
        }
    }

    void stopFailed(WatchId id, String reason) {
        Live live = find(id);
        if (live == null || live.phase != Phase.STOPPING) {
            return;
        }
        LOG.warn("{} (generation {}) would not stop, trying again: {}", id.account(), id.generation(), reason);
        watches.stuck(live);
        LocalAccount account = live.account;
        AssignedAccount wanted = account.wanted;
        if (wanted != null && !live.named()) {
            String message =
                    account.wantedWatch() ? "the watch of an earlier generation would not stop: " + reason : reason;
            report(account, AccountReport.failed(account.name, wanted.generation(), message));
        }
    }

    /** Handles a denied definition: the account is not started until the control plane asks again. */
    void denied(String name) {
        LOG.warn("Not watching {}: its definition was denied", name);
        LocalAccount account = accounts.get(name);
        if (account != null) {
            account.outcome = Outcome.DENIED;
            reconcile(account);
        }
    }

    /** Handles a definition that did not arrive although it was requested several times. */
    void undefined(String name) {
        LocalAccount account = accounts.get(name);
        if (account != null) {
            fail(account, "the control plane gave no definition of this generation");
            reconcile(account);
        }
    }

    /** Sets the permit of the accounts that the list names as caching. */
    void grant(CachingPermit caching) {
        if (watches.grant(caching)) {
            accounts.values().stream()
                    .flatMap(account -> Optional.ofNullable(account.live).stream())
                    .forEach(watches::cache);
        }
    }

    void reportHeard(String name, long newestPoll) {
        LocalAccount account = accounts.get(name);
        if (account != null) {
            account.heard(newestPoll);
        }
    }

    /** Returns whether the list names every watch. */
    boolean conform() {
        return unnamed.isEmpty();
    }

    /** Returns how many further starts could begin at once. */
    int capacity() {
        return Math.max(0, settings.maxConcurrentStarts() - watches.starting() - queue.waiting());
    }

    Instant nextAlarm() {
        return watches.nextAlarm();
    }

    /** Returns every account that has an assignment or a watch. */
    Collection<LocalAccount> accounts() {
        return accounts.values();
    }

    private void fail(LocalAccount account, String reason) {
        AssignedAccount wanted = account.wanted;
        if (wanted != null && account.wantedWatch()) {
            LOG.warn("Not watching {} (generation {}): {}", account.name, wanted.generation(), reason);
            account.outcome = Outcome.FAILED;
            account.reason = reason;
            report(account, AccountReport.failed(account.name, wanted.generation(), reason));
        }
    }

    private void reportWatching(Live live) {
        ClusterFacts facts = Objects.requireNonNull(live.facts);
        report(
                live.account,
                AccountReport.watching(
                        live.id.account(),
                        live.id.generation(),
                        facts.kubeHost(),
                        facts.kubeVersion(),
                        facts.certFingerprint(),
                        facts.namespaces()));
    }

    private void report(LocalAccount account, AccountReport report) {
        account.reporting();
        outbox.add(report);
    }

    /** Returns the watch, unless it has ended. */
    private @Nullable Live find(WatchId id) {
        LocalAccount account = accounts.get(id.account());
        return account != null && account.live != null && account.live.id.equals(id) ? account.live : null;
    }
}
