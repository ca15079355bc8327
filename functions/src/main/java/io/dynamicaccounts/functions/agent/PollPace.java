package io.dynamicaccounts.functions.agent;

import io.dynamicaccounts.functions.Settings;
import io.dynamicaccounts.functions.store.StoreUnavailable;
import io.dynamicaccounts.functions.store.SweepMark;
import io.dynamicaccounts.functions.store.SweepMarks;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;

/**
 * How often agents are told to poll: the configured interval, or longer where the fleet would exceed the configured polls per
 * second (the rule by which Nomad spreads its clients' heartbeats).
 *
 * <p>The size of the fleet is what the last sweep counted, read at most once a minute: an idle poll must not cost a read more.
 */
public final class PollPace {

    private static final Duration REFRESH = Duration.ofMinutes(1);

    private final SweepMarks marks;
    private final Settings settings;
    private final InstantSource clock;
    private final AtomicReference<Count> lastCount = new AtomicReference<>(new Count(0, Instant.MIN));

    public PollPace(SweepMarks marks, Settings settings, InstantSource clock) {
        this.marks = marks;
        this.settings = settings;
        this.clock = clock;
    }

    private record Count(int agents, Instant readAt) {}

    /** The interval to tell now; whole seconds. */
    public Duration interval() {
        return intervalFor(count().agents(), settings);
    }

    /** The interval that a fleet of so many agents is told. */
    public static Duration intervalFor(int agents, Settings settings) {
        long spread = (agents + settings.pollsPerSecond() - 1L) / settings.pollsPerSecond();
        return Duration.ofSeconds(Math.max(settings.timing().pollInterval().toSeconds(), spread));
    }

    private Count count() {
        Instant now = clock.instant();
        Count known = lastCount.get();
        if (known.readAt().isAfter(now.minus(REFRESH))) {
            return known;
        }
        try {
            var fresh = new Count(marks.read().map(SweepMark::agents).orElse(0), now);
            lastCount.compareAndSet(known, fresh);
            return fresh;
        } catch (StoreUnavailable e) {
            // A heartbeat must not be lost for the sake of a count that is old.
            return known;
        }
    }
}
