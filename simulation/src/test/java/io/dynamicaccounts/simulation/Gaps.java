package io.dynamicaccounts.simulation;

import io.dynamicaccounts.functions.Settings;
import io.dynamicaccounts.functions.agent.PollPace;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** When the sweep was away for too long, and until when it has to wait after that. */
final class Gaps {

    /** A sweep that takes longer is ended. */
    private static final Duration SLOWEST_SWEEP = Duration.ofMinutes(1);

    /** What happened before nobody remembers. */
    private static final Instant LONG_AGO = Timeline.BEGIN.minus(Duration.ofDays(1));

    private final Timeline timeline;
    private final InForce inForce;
    private final int agents;
    private Optional<Instant> lastSweep = Optional.empty();
    private Instant beforeGap = Instant.MAX.minus(Duration.ofDays(1));
    private Instant distrustFrom = LONG_AGO;

    /** @param agents how many there may be at the most */
    Gaps(Timeline timeline, InForce inForce, int agents) {
        this.timeline = timeline;
        this.inForce = inForce;
        this.agents = agents;
    }

    /**
     * The first sweep after a gap, by when it began, is the one from which on the next wait; of two at once, one may
     * write later.
     */
    void swept(Instant begun) {
        boolean afterGap = lastSweep
                .filter(last -> last.plus(surely(last)).isBefore(begun))
                .isPresent();
        boolean besideTheFirst = begun.isBefore(distrustFrom)
                && beforeGap.plus(least(begun)).minus(Ledger.SKEW).isBefore(begun);
        if (afterGap) {
            beforeGap = lastSweep.orElseThrow();
        }
        if (afterGap || besideTheFirst) {
            distrustFrom = begun;
        }
        lastSweep = lastSweep.filter(last -> last.isAfter(begun)).or(() -> Optional.of(begun));
    }

    /** The next sweep finds that none ever ran. */
    void adopted() {
        lastSweep = Optional.of(LONG_AGO);
    }

    /** Whether the sweep waits now, whichever settings it has. */
    boolean waits() {
        return timeline.now()
                .isBefore(distrustFrom
                        .plus(inForce.least(distrustFrom, Settings::heartbeatTimeout))
                        .minus(Ledger.SKEW));
    }

    /** So long an absence every sweep takes for a gap. */
    private Duration surely(Instant since) {
        // What agents were told before is remembered of them for a while.
        Instant remembered = since.minus(Duration.ofHours(1));
        return inForce.most(remembered, settings -> settings.timeoutAt(PollPace.intervalFor(agents, settings)))
                .plus(inForce.most(remembered, settings -> PollPace.intervalFor(agents, settings))
                        .multipliedBy(3))
                .plus(inForce.most(remembered, Settings::sweepInterval).multipliedBy(2))
                .plus(Ledger.SKEW)
                .plus(SLOWEST_SWEEP);
    }

    private Duration least(Instant since) {
        return inForce.least(
                since,
                settings -> settings.heartbeatTimeout()
                        .plus(settings.sweepInterval().multipliedBy(2)));
    }
}
