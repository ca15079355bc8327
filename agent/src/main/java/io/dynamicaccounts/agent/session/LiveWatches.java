package io.dynamicaccounts.agent.session;

import io.dynamicaccounts.agent.AgentSettings;
import io.dynamicaccounts.agent.session.LocalAccount.Live;
import io.dynamicaccounts.agent.session.LocalAccount.Phase;
import io.dynamicaccounts.agent.watch.CachingPermit;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * The watches that have begun: gives the commands that change them, counts the starting ones, and bounds how long
 * each phase takes.
 */
final class LiveWatches {

    private static final Duration FIRST_STOP_RETRY = Duration.ofSeconds(5);
    private static final Duration LONGEST_STOP_RETRY = Duration.ofSeconds(60);

    private final AgentSettings settings;
    private final RandomGenerator random;
    private final Consumer<SessionCommand> commands;
    private final WatchAlarms alarms = new WatchAlarms();
    private Instant now = Instant.MIN;
    private CachingPermit grant = new CachingPermit.Off();
    private int starting;
    private long begun;

    LiveWatches(AgentSettings settings, RandomGenerator random, Consumer<SessionCommand> commands) {
        this.settings = settings;
        this.random = random;
        this.commands = commands;
    }

    void tick(Instant time) {
        now = time;
    }

    /** Returns the next watch that has been in its phase for too long. */
    Optional<Live> overdue() {
        return alarms.due(now);
    }

    Instant nextAlarm() {
        return alarms.next();
    }

    int starting() {
        return starting;
    }

    /**
     * Sets the permit of the accounts that the list names as caching, and returns whether the permit has changed. The
     * caller then calls {@link #cache} for each watch.
     */
    boolean grant(CachingPermit caching) {
        boolean other = !caching.equals(grant);
        grant = caching;
        return other;
    }

    void start(LocalAccount account, DefinitionQueue.Ready ready) {
        Live live = new Live(account, new WatchId(account.name, ready.generation(), ++begun), cachingFor(account));
        account.live = live;
        starting++;
        alarms.set(live, now.plus(settings.startTimeout()));
        commands.accept(new SessionCommand.Start(live.id, ready.definition(), live.caching));
    }

    void works(Live live) {
        move(live, Phase.WATCHING);
        alarms.clear(live);
    }

    /** Ends the watch, or tries again to end the watch. Caching ends first. */
    void stop(Live live) {
        move(live, Phase.STOPPING);
        cache(live);
        alarms.set(live, now.plus(settings.stopTimeout()));
        commands.accept(new SessionCommand.Stop(live.id));
    }

    /** Tries again later to stop a watch that did not stop, each time after a longer wait. */
    void stuck(Live live) {
        move(live, Phase.STUCK);
        long bound = Math.min(
                FIRST_STOP_RETRY.toMillis() << Math.min(live.failedStops++, 10), LONGEST_STOP_RETRY.toMillis());
        alarms.set(live, now.plusMillis(bound - random.nextLong(bound / 10)));
    }

    /** Removes a watch of which nothing remains. */
    void ended(Live live) {
        // In this phase no start is under way, so that the place of the start is free.
        move(live, Phase.STOPPING);
        alarms.clear(live);
        live.account.live = null;
    }

    /** Makes the watch cache if it may, and only then. */
    void cache(Live live) {
        CachingPermit caching = live.active() && live.named() ? cachingFor(live.account) : new CachingPermit.Off();
        if (!caching.equals(live.caching)) {
            live.caching = caching;
            commands.accept(new SessionCommand.Cache(live.id, caching));
        }
    }

    private CachingPermit cachingFor(LocalAccount account) {
        return account.wanted != null && account.wanted.caching() ? grant : new CachingPermit.Off();
    }

    private void move(Live live, Phase phase) {
        if (live.phase == Phase.STARTING && phase != Phase.STARTING) {
            starting--;
        }
        live.phase = phase;
    }
}
