package io.dynamicaccounts.functions.store;

import io.dynamicaccounts.functions.account.ZoneId;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the last sweep left for the next.
 *
 * @param lastRun when it ran, by the control plane's clock
 * @param interval how often it was meant to run
 * @param distrustUntil while it does not believe what it sees; empty when it does
 * @param reason why it distrusts, for a human
 * @param distrustedZones the zones whose silence it distrusted, so that the same ones do not renew it
 * @param lastLive the zones that had a live agent, and when that was last seen
 * @param agents how many agents lived
 */
public record SweepMark(
        Instant lastRun,
        Duration interval,
        Optional<Instant> distrustUntil,
        Optional<String> reason,
        Set<ZoneId> distrustedZones,
        Map<ZoneId, Instant> lastLive,
        int agents) {

    /** When a sweep ran last that finds an adopted installation: never. */
    public static final Instant NEVER = Instant.EPOCH;

    /**
     * What an adoption leaves: the next sweep distrusts as after an outage of its own, whenever it comes.
     *
     * @param agents how many lived before, by which agents are told how often to poll
     */
    public static SweepMark afterAdoption(Duration interval, int agents) {
        return new SweepMark(NEVER, interval, Optional.empty(), Optional.empty(), Set.of(), Map.of(), agents);
    }

    /** Whether nothing that is not seen is believed to be gone. */
    public boolean distrusts(Instant now) {
        return lastRun.equals(NEVER)
                || distrustUntil.filter(until -> until.isAfter(now)).isPresent();
    }

    public SweepMark {
        distrustedZones = Set.copyOf(distrustedZones);
        lastLive = Map.copyOf(lastLive);
    }
}
