package io.dynamicaccounts.agent.session;

import io.dynamicaccounts.agent.AgentSettings;
import io.dynamicaccounts.agent.protocol.Assignment;
import io.dynamicaccounts.agent.protocol.Report;
import io.dynamicaccounts.agent.session.LocalAccount.Live;
import io.dynamicaccounts.agent.session.LocalAccount.Outcome;
import io.dynamicaccounts.agent.session.LocalAccount.Phase;
import io.dynamicaccounts.agent.watch.Caching;
import io.dynamicaccounts.agent.watch.ClusterFacts;
import java.time.Duration;
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
 * What this process watches, and how it gets from there to the list.
 *
 * <p>Level-triggered: after anything that happened to an account, {@link #reconcile} compares what is wanted with what is, and
 * takes the next step. A watch that the list does not name is stopped; an account has a second watch only after its first one
 * has ended; a failed start is repeated only when asked for.
 */
final class Watches {

    private static final Logger LOG = LoggerFactory.getLogger(Watches.class);

    private static final Duration FIRST_STOP_RETRY = Duration.ofSeconds(5);
    private static final Duration LONGEST_STOP_RETRY = Duration.ofSeconds(60);

    private final AgentSettings settings;
    private final RandomGenerator random;
    private final Consumer<Command> commands;
    private final DefinitionQueue queue;
    private final Outbox outbox;
    private final Map<String, LocalAccount> accounts = new LinkedHashMap<>();
    private final Set<String> unnamed = new HashSet<>();
    private final Alarms alarms = new Alarms();
    private Instant now = Instant.MIN;
    private Caching grant = new Caching.Off();
    private int starting;
    private long watches;

    Watches(
            AgentSettings settings,
            RandomGenerator random,
            Consumer<Command> commands,
            DefinitionQueue queue,
            Outbox outbox) {
        this.settings = settings;
        this.random = random;
        this.commands = commands;
        this.queue = queue;
        this.outbox = outbox;
    }

    /** Time passes: whatever has taken too long gets its due. */
    void tick(Instant time) {
        now = time;
        for (Optional<Live> due = alarms.due(now); due.isPresent(); due = alarms.due(now)) {
            Live live = due.get();
            switch (live.phase) {
                case STARTING -> {
                    LocalAccount account = Objects.requireNonNull(owner(live.id));
                    fail(
                            account,
                            "not watching after " + settings.startTimeout().toSeconds() + " seconds");
                    stop(live);
                }
                case STOPPING ->
                    stopFailed(
                            live.id,
                            "not stopped after " + settings.stopTimeout().toSeconds() + " seconds");
                case STUCK -> stop(live);
                case WATCHING -> throw new IllegalStateException("a watch that works has no alarm");
            }
        }
    }

    /**
     * The complete list, which the poll of this number brought.
     *
     * @param caching what those get that the list names as caching. Not before the list is applied to each: whom it no longer names
     *     must not get it even for a moment
     */
    void apply(Collection<Assignment> list, long poll, Caching caching) {
        grant = caching;
        Map<String, Assignment> named = DesiredState.byAccount(list);
        for (LocalAccount account : List.copyOf(accounts.values())) {
            if (!named.containsKey(account.name)) {
                account.want(null);
                reconcile(account);
            }
        }
        for (Assignment assignment : named.values()) {
            LocalAccount account = accounts.computeIfAbsent(assignment.account(), LocalAccount::new);
            account.want(assignment);
            if (assignment.confirm()) {
                confirm(account, assignment, poll);
            }
            reconcile(account);
        }
    }

    private void confirm(LocalAccount account, Assignment assignment, long poll) {
        Live live = account.live;
        if (live != null && live.phase == Phase.STUCK && account.knownTo(poll)) {
            stop(live);
        }
        switch (assignment.action()) {
            case STOP -> account.stopToReport = true;
            case WATCH -> {
                if (live != null && live.phase == Phase.WATCHING && account.names(live)) {
                    reportWatching(account, live);
                } else if (account.outcome == Outcome.DENIED || account.knownTo(poll)) {
                    account.outcome = null;
                }
            }
        }
    }

    /** Takes the next step from what is to what is wanted. */
    private void reconcile(LocalAccount account) {
        Live live = account.live;
        if (live != null) {
            if (account.names(live)) {
                unnamed.remove(account.name);
                cache(account, live);
            } else {
                unnamed.add(account.name);
                // Read only where a STOP is wanted: what was really stopped is worth a report in any case.
                account.stopToReport = true;
                if (live.active()) {
                    stop(live);
                }
            }
            return;
        }
        unnamed.remove(account.name);
        Assignment wanted = account.wanted;
        if (wanted != null && account.wantedWatch() && account.outcome == null) {
            queue.add(account.name, wanted.generation());
            return;
        }
        queue.drop(account.name);
        if (!account.wantedWatch()) {
            if (wanted != null && account.stopToReport) {
                outbox.add(Report.stopped(account.name, wanted.generation()));
            }
            accounts.remove(account.name);
        }
    }

    /** Begins what has its definition, as far as there is room. */
    void begin() {
        while (starting < settings.maxConcurrentStarts()) {
            Optional<DefinitionQueue.Ready> next = queue.poll();
            if (next.isEmpty()) {
                return;
            }
            DefinitionQueue.Ready ready = next.get();
            LocalAccount account =
                    Objects.requireNonNull(accounts.get(ready.account()), "what is dropped leaves the queue");
            WatchId id = new WatchId(ready.account(), ready.generation(), ++watches);
            Live live = new Live(id, cachingFor(account));
            account.live = live;
            starting++;
            alarms.set(live, now.plus(settings.startTimeout()));
            commands.accept(new Command.Start(id, ready.definition(), live.caching));
        }
    }

    void watching(WatchId id, ClusterFacts facts) {
        LocalAccount account = owner(id);
        Live live = account == null ? null : account.live;
        if (account == null || live == null || !live.active()) {
            return;
        }
        boolean news = live.phase == Phase.STARTING || !facts.equals(live.facts);
        move(live, Phase.WATCHING);
        alarms.clear(live);
        live.facts = facts;
        if (news) {
            LOG.info("Watching {} (generation {})", id.account(), id.generation());
            reportWatching(account, live);
        }
    }

    void watchFailed(WatchId id, String reason) {
        LocalAccount account = owner(id);
        Live live = account == null ? null : account.live;
        if (account == null || live == null) {
            return;
        }
        boolean surprise = live.active();
        ended(account, live);
        if (surprise && account.names(live)) {
            fail(account, reason);
        }
        reconcile(account);
    }

    void watchStopped(WatchId id) {
        LocalAccount account = owner(id);
        Live live = account == null ? null : account.live;
        if (account == null || live == null) {
            return;
        }
        if (live.active()) {
            watchFailed(id, "the watch ended although nobody asked it to");
            return;
        }
        LOG.info("No longer watching {} (generation {})", id.account(), id.generation());
        ended(account, live);
        reconcile(account);
    }

    void stopFailed(WatchId id, String reason) {
        LocalAccount account = owner(id);
        Live live = account == null ? null : account.live;
        if (account == null || live == null || live.phase != Phase.STOPPING) {
            return;
        }
        LOG.warn("{} (generation {}) would not stop, trying again: {}", id.account(), id.generation(), reason);
        move(live, Phase.STUCK);
        alarms.set(live, now.plus(stopRetry(live.failedStops++)));
        Assignment wanted = account.wanted;
        if (wanted != null && !account.names(live)) {
            String message =
                    account.wantedWatch() ? "the watch of an earlier generation would not stop: " + reason : reason;
            report(account, Report.failed(account.name, wanted.generation(), message));
        }
    }

    /** The control plane will not give away this definition: the account is not started until it is asked for again. */
    void denied(String name) {
        LOG.warn("Not watching {}: its definition was denied", name);
        LocalAccount account = accounts.get(name);
        if (account != null) {
            account.outcome = Outcome.DENIED;
            reconcile(account);
        }
    }

    void undefined(String name) {
        LocalAccount account = accounts.get(name);
        if (account != null) {
            fail(account, "the control plane gave no definition of this generation");
            reconcile(account);
        }
    }

    /** From now on this is what those get that shall cache. */
    void grant(Caching caching) {
        if (!caching.equals(grant)) {
            grant = caching;
            accounts.values().forEach(account -> {
                Live live = account.live;
                if (live != null && account.names(live)) {
                    cache(account, live);
                }
            });
        }
    }

    void reportHeard(String name, long newestPoll) {
        LocalAccount account = accounts.get(name);
        if (account != null) {
            account.heard(newestPoll);
        }
    }

    /** Whether nothing is done that the list does not name. */
    boolean conform() {
        return unnamed.isEmpty();
    }

    /** Further starts that could begin at once. */
    int capacity() {
        return Math.max(0, settings.maxConcurrentStarts() - starting - queue.waiting());
    }

    boolean none() {
        return accounts.isEmpty();
    }

    Instant nextAlarm() {
        return alarms.next();
    }

    Collection<LocalAccount> all() {
        return accounts.values();
    }

    private void stop(Live live) {
        if (!(live.caching instanceof Caching.Off)) {
            live.caching = new Caching.Off();
            commands.accept(new Command.Cache(live.id, live.caching));
        }
        move(live, Phase.STOPPING);
        alarms.set(live, now.plus(settings.stopTimeout()));
        commands.accept(new Command.Stop(live.id));
    }

    private void cache(LocalAccount account, Live live) {
        Caching caching = live.active() ? cachingFor(account) : new Caching.Off();
        if (!caching.equals(live.caching)) {
            live.caching = caching;
            commands.accept(new Command.Cache(live.id, caching));
        }
    }

    private Caching cachingFor(LocalAccount account) {
        return account.wanted != null && account.wanted.caching() ? grant : new Caching.Off();
    }

    private void fail(LocalAccount account, String reason) {
        Assignment wanted = account.wanted;
        if (wanted != null && account.wantedWatch()) {
            LOG.warn("Not watching {} (generation {}): {}", account.name, wanted.generation(), reason);
            account.outcome = Outcome.FAILED;
            report(account, Report.failed(account.name, wanted.generation(), reason));
        }
    }

    private void reportWatching(LocalAccount account, Live live) {
        ClusterFacts facts = Objects.requireNonNull(live.facts);
        report(
                account,
                new Report(
                        account.name,
                        live.id.generation(),
                        Report.Outcome.WATCHING,
                        null,
                        facts.kubeHost(),
                        facts.kubeVersion(),
                        facts.certFingerprint(),
                        facts.namespaces()));
    }

    private void report(LocalAccount account, Report report) {
        account.reporting();
        outbox.add(report);
    }

    private void move(Live live, Phase phase) {
        if (live.phase == Phase.STARTING && phase != Phase.STARTING) {
            starting--;
        }
        live.phase = phase;
    }

    private void ended(LocalAccount account, Live live) {
        // A phase that has no start under way: the watch is gone, its place is free.
        move(live, Phase.STOPPING);
        alarms.clear(live);
        account.live = null;
    }

    private Duration stopRetry(int failures) {
        long bound = Math.min(FIRST_STOP_RETRY.toMillis() << Math.min(failures, 10), LONGEST_STOP_RETRY.toMillis());
        return Duration.ofMillis(bound - random.nextLong(bound / 10));
    }

    /** The account whose watch this is, unless it has been over for long. */
    private @Nullable LocalAccount owner(WatchId id) {
        LocalAccount account = accounts.get(id.account());
        return account != null && account.live != null && account.live.id.equals(id) ? account : null;
    }
}
