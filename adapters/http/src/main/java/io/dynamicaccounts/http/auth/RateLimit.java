package io.dynamicaccounts.http.auth;

/**
 * The number of requests that one token may make.
 *
 * @param perSecond in the long run, at least 1
 * @param burst at once, at least 1
 */
public record RateLimit(int perSecond, int burst) {

    /** A zone of 100 agents under one token, each polling every second and reporting, stays below it. */
    public static final RateLimit DEFAULT = new RateLimit(500, 2_000);

    public RateLimit {
        if (perSecond < 1 || burst < 1) {
            throw new IllegalArgumentException("a rate limit lets through at least one request a second");
        }
    }
}
