package io.dynamicaccounts.local.server;

import java.time.Duration;

/**
 * How long bodies may take, and how much memory.
 *
 * @param whole how long one may take to come
 * @param pace how fast it must come
 * @param paceWhenShort how fast it must come while others wait for the memory that it takes
 * @param patience how long a body waits for memory, or for its turn, before it is refused
 * @param largeAtOnce how many large ones are worked on at a time: a body of 4 MiB takes about ten times that once it is read as JSON
 * @param roomForBeginnings memory for what bodies of any size begin with, up to {@link BodyReader#LARGE} of each
 * @param roomForRest memory for what large ones have beyond that, in bytes: they leave small ones alone
 */
record BodyLimits(
        Duration whole,
        TransferRate pace,
        TransferRate paceWhenShort,
        Duration patience,
        int largeAtOnce,
        long roomForBeginnings,
        long roomForRest) {

    private static final int MOST_LARGE_AT_ONCE = 8;
    private static final long HEAP_FOR_EACH_LARGE = 96L * 1024 * 1024;

    /** For a heap of this many bytes. */
    static BodyLimits forHeap(long heap) {
        return new BodyLimits(
                Duration.ofSeconds(30),
                new TransferRate(Duration.ofSeconds(5), 5 * 1024),
                new TransferRate(Duration.ofSeconds(1), 16 * 1024),
                Duration.ofSeconds(10),
                Math.toIntExact(Math.clamp(heap / HEAP_FOR_EACH_LARGE, 1, MOST_LARGE_AT_ONCE)),
                heap / 8,
                heap / 8);
    }
}
