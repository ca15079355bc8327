package io.dynamicaccounts.functions.store;

import io.dynamicaccounts.functions.account.ZoneId;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The note that the last sweep left for the next.
 *
 * @param lastRun when the last sweep ran, by the control plane's clock
 * @param interval the interval at which the sweep was scheduled
 * @param distrustUntil until when the sweep takes no silent agent for dead; empty while it trusts what it sees
 * @param reason why the sweep distrusts, as text for operators
 * @param distrustedZones the zones whose silence the sweep distrusted, so that the same zones do not renew the
 *     distrust
 * @param lastLive the zones that had a live agent, and when that was last seen
 * @param agents the number of live agents
 */
public record SweepMark(
        Instant lastRun,
        Duration interval,
        Optional<Instant> distrustUntil,
        Optional<String> reason,
        Set<ZoneId> distrustedZones,
        Map<ZoneId, Instant> lastLive,
        int agents) {

    /** The time of the last sweep in the mark that an adoption leaves: never. */
    public static final Instant NEVER = Instant.EPOCH;

    /**
     * Returns the mark that an adoption leaves: the next sweep distrusts as after an outage of its own, at whatever
     * time it runs.
     *
     * @param agents how many agents were live before, which decides the poll interval that agents receive
     */
    public static SweepMark afterAdoption(Duration interval, int agents) {
        return new SweepMark(NEVER, interval, Optional.empty(), Optional.empty(), Set.of(), Map.of(), agents);
    }

    /** Returns whether the sweep takes no silent agent for dead at this time. */
    public boolean distrusts(Instant now) {
        return lastRun.equals(NEVER)
                || distrustUntil.filter(until -> until.isAfter(now)).isPresent();
    }

    public SweepMark {
        distrustedZones = Set.copyOf(distrustedZones);
        lastLive = Map.copyOf(lastLive);
    }
}
