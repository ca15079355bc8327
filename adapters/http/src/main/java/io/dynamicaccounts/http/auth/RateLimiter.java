package io.dynamicaccounts.http.auth;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A token bucket for each listed token, and for each subject whom an identity provider knows, in the memory of one
 * process: several processes allow several times as many requests. Safe for use by any number of threads.
 */
public final class RateLimiter {

    /**
     * As many as a file may list tokens. Beyond that the bucket that was unused for longest is forgotten, and a
     * forgotten bucket is a full one.
     */
    private static final int MOST_BUCKETS = 10_000;

    private static final double NANOS = 1e9;

    private final RateLimit limit;
    private final InstantSource clock;
    private final Map<String, Bucket> buckets = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
            return size() > MOST_BUCKETS;
        }
    };

    private record Bucket(double left, Instant at) {}

    public RateLimiter(RateLimit limit, InstantSource clock) {
        this.limit = limit;
        this.clock = clock;
    }

    /** Takes one request from an allowance. Returns how long to wait where none is left, and empty otherwise. */
    public synchronized Optional<Duration> take(String allowance) {
        Bucket bucket = buckets.get(allowance);
        Instant read = clock.instant();
        // A clock that was set back earns nothing now, nor when it catches up.
        Instant now = bucket != null && bucket.at().isAfter(read) ? bucket.at() : read;
        double left = left(bucket, now);
        if (left < 1) {
            buckets.put(allowance, new Bucket(left, now));
            return Optional.of(Duration.ofNanos((long) Math.ceil((1 - left) / limit.perSecond() * NANOS)));
        }
        buckets.put(allowance, new Bucket(left - 1, now));
        return Optional.empty();
    }

    private double left(@Nullable Bucket bucket, Instant now) {
        if (bucket == null) {
            return limit.burst();
        }
        double seconds = Duration.between(bucket.at(), now).toNanos() / NANOS;
        return Math.min(limit.burst(), bucket.left() + seconds * limit.perSecond());
    }
}
