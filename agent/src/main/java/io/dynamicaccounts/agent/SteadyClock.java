package io.dynamicaccounts.agent;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/**
 * Time that never goes back and misses nothing, as a lease needs it. It runs with the monotonic clock, which nobody can set but
 * which stands still while a machine sleeps, and follows the wall clock forward when that got ahead by more than it could by being
 * adjusted. A lease measured by it can end early, after a wrong wall clock was put right, but not late. Thread-safe.
 */
public final class SteadyClock implements InstantSource {

    /** Network time services adjust by less than this between two looks. */
    private static final Duration TOLERANCE = Duration.ofSeconds(1);

    private final InstantSource wall;
    private final LongSupplier nanos;
    private Instant now;
    private Instant wallThen;
    private long nanosThen;

    /** The machine's clocks. */
    public SteadyClock() {
        this(InstantSource.system(), System::nanoTime);
    }

    /**
     * @param wall may jump
     * @param nanos may stand still, never goes back; nanoseconds since any moment
     */
    SteadyClock(InstantSource wall, LongSupplier nanos) {
        this.wall = wall;
        this.nanos = nanos;
        this.wallThen = wall.instant();
        this.nanosThen = nanos.getAsLong();
        this.now = wallThen;
    }

    @Override
    public synchronized Instant instant() {
        long nanosNow = nanos.getAsLong();
        Instant wallNow = wall.instant();
        Duration ran = Duration.ofNanos(nanosNow - nanosThen);
        // Both since the last time that they were compared, which is when they disagreed: small steps must not hide a
        // long sleep.
        Duration ahead = Duration.between(wallThen, wallNow).minus(ran);
        if (ahead.abs().compareTo(TOLERANCE) <= 0) {
            return now.plus(ran);
        }
        now = now.plus(ran).plus(ahead.isPositive() ? ahead : Duration.ZERO);
        wallThen = wallNow;
        nanosThen = nanosNow;
        return now;
    }
}
