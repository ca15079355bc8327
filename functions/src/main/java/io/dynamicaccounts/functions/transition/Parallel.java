package io.dynamicaccounts.functions.transition;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.function.Function;

/** Applies one function to each of many items. */
public interface Parallel {

    /**
     * Applies the function to one item after the other in the caller's thread, for tests that must be repeatable.
     */
    Parallel NONE = new Parallel() {
        @Override
        public <T, R> List<R> map(List<T> items, Function<T, R> work) {
            return items.stream().map(work).toList();
        }
    };

    /**
     * Returns the result for each item, in the order of the items. If the work fails for an item, the other items
     * are processed all the same, and afterwards the first failure is thrown.
     */
    <T, R> List<R> map(List<T> items, Function<T, R> work);

    /** Returns an implementation on virtual threads that processes at most this many items at a time. */
    static Parallel bounded(int most) {
        return new Parallel() {
            @Override
            public <T, R> List<R> map(List<T> items, Function<T, R> work) {
                return items.size() < 2 ? NONE.map(items, work) : bounded(items, work, most);
            }
        };
    }

    private static <T, R> List<R> bounded(List<T> items, Function<T, R> work, int most) {
        var permits = new Semaphore(most);
        var running = new ArrayList<Future<R>>(items.size());
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (T item : items) {
                permits.acquireUninterruptibly();
                running.add(threads.submit(() -> {
                    try {
                        return work.apply(item);
                    } finally {
                        permits.release();
                    }
                }));
            }
        }
        return running.stream().map(Parallel::resultOf).toList();
    }

    private static <R> R resultOf(Future<R> done) {
        try {
            return done.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
