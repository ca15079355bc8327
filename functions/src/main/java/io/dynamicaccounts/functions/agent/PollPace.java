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
 * Decides how often agents poll: at the configured interval, or less often where the fleet would exceed the
 * configured polls per second (the rule by which Nomad spreads its clients' heartbeats).
 *
 * <p>The size of the fleet is the last sweep's count, read at most once a minute: an idle poll must not cost another
 * read.
 */
public final class PollPace {

    private static final Duration REFRESH = Duration.ofMinutes(1);

    private final SweepMarks marks;
    private final Settings settings;
    private final InstantSource clock;
    private final AtomicReference<Count> lastCount = new AtomicReference<>(new Count(0, Instant.MIN));

    /** Creates a pace that reads the size of the fleet from these marks. */
    public PollPace(SweepMarks marks, Settings settings, InstantSource clock) {
        this.marks = marks;
        this.settings = settings;
        this.clock = clock;
    }

    private record Count(int agents, Instant readAt) {}

    /** Returns the interval for answers now, in whole seconds. */
    public Duration interval() {
        return intervalFor(count().agents(), settings);
    }

    /** Returns the interval for a fleet of so many agents. */
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
            // A heartbeat must not be lost because only an old count is known.
            return known;
        }
    }
}
