package io.dynamicaccounts.simulation;

import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongPredicate;
import java.util.stream.IntStream;

/**
 * Looks for the first of many seeds at which something is the case. Seeds are taken in their order, several at once,
 * and none after the one found: a parallel stream would begin in the middle, too, and end what it has begun.
 */
final class SeedSearch {

    private final long[] seeds;

    SeedSearch(long[] seeds) {
        this.seeds = seeds.clone();
    }

    OptionalLong first(LongPredicate isTheCase) {
        var next = new AtomicInteger();
        var found = new AtomicInteger(seeds.length);
        IntStream.range(0, Runtime.getRuntime().availableProcessors())
                .parallel()
                .forEach(_ -> look(isTheCase, next, found));
        return found.get() < seeds.length ? OptionalLong.of(seeds[found.get()]) : OptionalLong.empty();
    }

    private void look(LongPredicate isTheCase, AtomicInteger next, AtomicInteger found) {
        for (int index = next.getAndIncrement(); index < found.get(); index = next.getAndIncrement()) {
            if (isTheCase.test(seeds[index])) {
                found.accumulateAndGet(index, Math::min);
            }
        }
    }
}
