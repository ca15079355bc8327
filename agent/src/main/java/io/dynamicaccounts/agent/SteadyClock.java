package io.dynamicaccounts.agent;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/**
 * A clock that never goes back and includes the time that the machine sleeps, as a lease needs it. The clock runs
 * with the monotonic clock, which cannot be set but stands still while the machine sleeps. When the wall clock gets
 * ahead by more than a time service adjusts, this clock follows. A lease measured by this clock can end early, after
 * a wrong wall clock was corrected, but not late. Thread-safe.
 */
public final class SteadyClock implements InstantSource {

    /** Time services adjust the wall clock by less than this between two readings. */
    private static final Duration TOLERANCE = Duration.ofSeconds(1);

    private final InstantSource wall;
    private final LongSupplier nanos;
    private Instant now;
    private Instant wallThen;
    private long nanosThen;

    /** Creates a clock from the machine's clocks. */
    public SteadyClock() {
        this(InstantSource.system(), System::nanoTime);
    }

    /**
     * Creates a clock.
     *
     * @param wall the wall clock, which may jump
     * @param nanos nanoseconds since any moment, which may stand still but never go back
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
        // Both clocks since they last disagreed: small steps must not hide a long sleep.
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
