package io.dynamicaccounts.local.server;

import java.time.Duration;

/**
 * The limits on the time that bodies may take, and on their memory.
 *
 * @param whole the time in which a whole body must arrive
 * @param pace the rate at which a body must arrive
 * @param paceWhenShort the rate at which a body must arrive while other bodies wait for the memory that it takes
 * @param patience how long a body waits for memory, or for its turn, before it is refused
 * @param largeAtOnce how many large bodies are processed at a time: a body of 4 MiB takes about ten times that once
 *     it is read as JSON
 * @param roomForBeginnings memory for the beginnings of bodies of any size, up to {@link BodyReader#LARGE} of each
 * @param roomForRest memory in bytes for what large bodies have beyond that, so that they do not hinder small bodies
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

    /** Returns the limits for a heap of this many bytes. */
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
