package io.dynamicaccounts.functions.sweep;

import io.dynamicaccounts.functions.Settings;
import io.dynamicaccounts.functions.account.ZoneId;
import io.dynamicaccounts.functions.store.SweepMark;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Decides whether the sweep trusts the silence of agents. After an outage of the control plane, or when most zones
 * fall silent at once, a failure to hear the agents is likelier than their death. Kubernetes' node lifecycle
 * controller waits in the same cases, since it once evicted everything after an outage of its own API.
 */
final class OutageDetector {

    private static final int LEAST_ZONES = 2;

    /**
     * In percent of the zones that were recently live: the threshold at which Kubernetes calls a zone's disruption
     * partial.
     */
    private static final int MOST_SILENT_PERCENT = 55;

    private OutageDetector() {}

    /**
     * Returns the mark of this run.
     *
     * @param last the mark of the last run
     * @param liveZones the zones that have an agent with a fresh heartbeat
     * @param agents the number of agents with a fresh heartbeat
     */
    static SweepMark evaluate(
            Optional<SweepMark> last,
            Set<ZoneId> liveZones,
            int agents,
            Settings settings,
            Duration timeout,
            Instant now) {
        Map<ZoneId, Instant> lastLive = lastLive(last, liveZones, timeout, settings, now);
        var silent = new HashSet<>(lastLive.keySet());
        silent.removeAll(liveZones);
        var distrusted = new HashSet<>(last.map(SweepMark::distrustedZones).orElse(Set.of()));
        distrusted.removeAll(liveZones);

        Optional<String> reason = last.flatMap(mark -> gap(mark, timeout, now));
        if (reason.isEmpty() && mostZonesFellSilent(silent, lastLive) && !distrusted.containsAll(silent)) {
            reason = Optional.of(silent.size() + " of " + lastLive.size() + " zones fell silent at once");
        }
        if (reason.isPresent()) {
            distrusted.addAll(silent);
            return new SweepMark(
                    now,
                    settings.sweepInterval(),
                    Optional.of(now.plus(timeout)),
                    reason,
                    distrusted,
                    lastLive,
                    agents);
        }
        Optional<SweepMark> distrusting = last.filter(
                mark -> mark.distrustUntil().filter(until -> until.isAfter(now)).isPresent());
        return new SweepMark(
                now,
                settings.sweepInterval(),
                distrusting.flatMap(SweepMark::distrustUntil),
                distrusting.flatMap(SweepMark::reason),
                distrusted,
                lastLive,
                agents);
    }

    /**
     * Returns the live zones and the zones that were live at most one timeout and one sweep ago, with the last such
     * time.
     */
    private static Map<ZoneId, Instant> lastLive(
            Optional<SweepMark> last, Set<ZoneId> liveZones, Duration timeout, Settings settings, Instant now) {
        Instant oldest = now.minus(timeout).minus(settings.sweepInterval());
        var lastLive = new HashMap<ZoneId, Instant>();
        last.map(SweepMark::lastLive).orElse(Map.of()).forEach((zone, at) -> {
            if (!at.isBefore(oldest)) {
                lastLive.put(zone, at);
            }
        });
        liveZones.forEach(zone -> lastLive.put(zone, now));
        return lastLive;
    }

    private static Optional<String> gap(SweepMark mark, Duration timeout, Instant now) {
        if (mark.lastRun().equals(SweepMark.NEVER)) {
            return Optional.of("the installation was adopted, and its agents may not have come yet");
        }
        Instant tolerated = mark.lastRun().plus(timeout).plus(mark.interval().multipliedBy(2));
        return now.isAfter(tolerated) ? Optional.of("the sweep did not run since " + mark.lastRun()) : Optional.empty();
    }

    private static boolean mostZonesFellSilent(Set<ZoneId> silent, Map<ZoneId, Instant> lastLive) {
        return silent.size() >= LEAST_ZONES && silent.size() * 100 >= lastLive.size() * MOST_SILENT_PERCENT;
    }
}
