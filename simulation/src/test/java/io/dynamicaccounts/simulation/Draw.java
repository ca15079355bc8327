package io.dynamicaccounts.simulation;

import java.time.Duration;
import java.util.List;
import java.util.Random;

/** Draws from a seed. */
final class Draw {

    private final Random random;

    Draw(long seed) {
        this.random = new Random(seed * 0x9E3779B97F4A7C15L);
    }

    /** From zero up to, but not including. */
    int below(int bound) {
        return random.nextInt(bound);
    }

    int between(int least, int most) {
        return least + random.nextInt(most - least + 1);
    }

    boolean oneIn(int many) {
        return random.nextInt(many) == 0;
    }

    <T> T pick(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    /** Half a second and up to so many seconds more. */
    Duration upTo(int seconds) {
        return Duration.ofMillis(500 + random.nextLong(seconds * 1_000L));
    }

    Duration within(Duration length) {
        return Duration.ofMillis(random.nextLong(length.toMillis()));
    }

    /** As {@link #upTo}, and once in so many of these up to other seconds. */
    Duration upToOr(int seconds, int many, int otherSeconds) {
        return upTo(oneIn(many) ? otherSeconds : seconds);
    }
}
