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
 * Whether the sweep believes what it sees. After an outage of its own, or when most zones fall silent at once, it is likelier that
 * the agents could not be heard than that they died: Kubernetes' node lifecycle controller waits in the same cases, since it once
 * evicted everything after an outage of its own API.
 */
final class OutageDetector {

    private static final int LEAST_ZONES = 2;

    /** In percent of the zones that lived; the threshold at which Kubernetes calls a zone's disruption partial. */
    private static final int MOST_SILENT_PERCENT = 55;

    private OutageDetector() {}

    /**
     * The mark of this run.
     *
     * @param last the mark of the last run
     * @param living the zones that have an agent with a fresh heartbeat
     * @param agents how many agents have one
     */
    static SweepMark evaluate(
            Optional<SweepMark> last,
            Set<ZoneId> living,
            int agents,
            Settings settings,
            Duration timeout,
            Instant now) {
        Map<ZoneId, Instant> livedAt = livedAt(last, living, timeout, settings, now);
        var silent = new HashSet<>(livedAt.keySet());
        silent.removeAll(living);
        var distrusted = new HashSet<>(last.map(SweepMark::distrustedZones).orElse(Set.of()));
        distrusted.removeAll(living);

        Optional<String> reason = last.flatMap(mark -> gap(mark, timeout, now));
        if (reason.isEmpty() && massive(silent, livedAt) && !distrusted.containsAll(silent)) {
            reason = Optional.of(silent.size() + " of " + livedAt.size() + " zones fell silent at once");
        }
        if (reason.isPresent()) {
            distrusted.addAll(silent);
            return new SweepMark(
                    now, settings.sweepInterval(), Optional.of(now.plus(timeout)), reason, distrusted, livedAt, agents);
        }
        Optional<SweepMark> distrusting = last.filter(
                mark -> mark.distrustUntil().filter(until -> until.isAfter(now)).isPresent());
        return new SweepMark(
                now,
                settings.sweepInterval(),
                distrusting.flatMap(SweepMark::distrustUntil),
                distrusting.flatMap(SweepMark::reason),
                distrusted,
                livedAt,
                agents);
    }

    /** Zones that live, and those that lived until at most one timeout and one sweep ago. */
    private static Map<ZoneId, Instant> livedAt(
            Optional<SweepMark> last, Set<ZoneId> living, Duration timeout, Settings settings, Instant now) {
        Instant oldest = now.minus(timeout).minus(settings.sweepInterval());
        var livedAt = new HashMap<ZoneId, Instant>();
        last.map(SweepMark::lastLive).orElse(Map.of()).forEach((zone, at) -> {
            if (!at.isBefore(oldest)) {
                livedAt.put(zone, at);
            }
        });
        living.forEach(zone -> livedAt.put(zone, now));
        return livedAt;
    }

    private static Optional<String> gap(SweepMark mark, Duration timeout, Instant now) {
        if (mark.lastRun().equals(SweepMark.NEVER)) {
            return Optional.of("the installation was adopted, and its agents may not have come yet");
        }
        Instant tolerated = mark.lastRun().plus(timeout).plus(mark.interval().multipliedBy(2));
        return now.isAfter(tolerated) ? Optional.of("the sweep did not run since " + mark.lastRun()) : Optional.empty();
    }

    private static boolean massive(Set<ZoneId> silent, Map<ZoneId, Instant> livedAt) {
        return silent.size() >= LEAST_ZONES && silent.size() * 100 >= livedAt.size() * MOST_SILENT_PERCENT;
    }
}
