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
 * @param distrusted the zones whose silence it distrusted, so that the same ones do not renew it
 * @param livedAt the zones that had a live agent, and when that was last seen
 * @param agents how many agents lived
 */
public record SweepMark(
        Instant lastRun,
        Duration interval,
        Optional<Instant> distrustUntil,
        Optional<String> reason,
        Set<ZoneId> distrusted,
        Map<ZoneId, Instant> livedAt,
        int agents) {

    public SweepMark {
        distrusted = Set.copyOf(distrusted);
        livedAt = Map.copyOf(livedAt);
    }
}
