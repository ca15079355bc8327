package io.dynamicaccounts.functions.store;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;

/** Runs virtual threads that all start at once. */
final class Race {

    /** The number of writers with which the lifecycle's promise is tested. */
    static final int WRITERS = 64;

    private Race() {}

    /** Returns the result of each of {@link #WRITERS}, ordered by their numbers. */
    static <T> List<T> of(IntFunction<T> writer) {
        return of(WRITERS, writer);
    }

    static <T> List<T> of(int writers, IntFunction<T> writer) {
        var start = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var running = new ArrayList<Future<T>>();
            for (int i = 0; i < writers; i++) {
                int number = i;
                running.add(threads.submit(() -> {
                    start.await();
                    return writer.apply(number);
                }));
            }
            start.countDown();
            var results = new ArrayList<T>();
            for (Future<T> future : running) {
                results.add(future.get());
            }
            return results;
        } catch (Exception e) {
            throw new AssertionError("a racing writer failed", e);
        }
    }
}
