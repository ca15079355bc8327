package io.dynamicaccounts.local.caching;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The rule: no two processes claim one account at one time. All processes share a clock, so nothing is forgiven for
 * clocks.
 */
final class OneCacher {

    /** Lines bear whole milliseconds, on either side, and are written a moment after what they tell. */
    static final Duration RESOLUTION = Duration.ofMillis(5);

    /** Two claims of different processes that overlap. */
    record Overlap(Claim first, Claim second, Duration length) {}

    private OneCacher() {}

    /**
     * Every pair of claims that breaks the rule before this time; what is claimed beyond it may still be let go of.
     */
    static List<Overlap> broken(List<Claim> claims, Instant end) {
        Map<String, List<Claim>> accounts = claims.stream()
                .sorted(Comparator.comparing(Claim::from))
                .collect(Collectors.groupingBy(Claim::account));
        var overlaps = new ArrayList<Overlap>();
        for (List<Claim> ofOne : accounts.values()) {
            var lasting = new ArrayList<Claim>();
            for (Claim claim : ofOne) {
                lasting.removeIf(earlier -> !earlier.to().isAfter(claim.from()));
                for (Claim earlier : lasting) {
                    Instant both = min(min(earlier.to(), claim.to()), end);
                    Duration length = Duration.between(claim.from(), both);
                    if (!earlier.process().equals(claim.process()) && length.compareTo(RESOLUTION) > 0) {
                        overlaps.add(new Overlap(earlier, claim, length));
                    }
                }
                lasting.add(claim);
            }
        }
        return overlaps;
    }

    private static Instant min(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
