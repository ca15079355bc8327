package io.dynamicaccounts.functions.transition;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.function.Function;

/** Does one thing for each of many. */
public interface Parallel {

    /** One after the other, in the caller's thread: for tests that must be repeatable. */
    Parallel NONE = new Parallel() {
        @Override
        public <T, R> List<R> map(List<T> items, Function<T, R> work) {
            return items.stream().map(work).toList();
        }
    };

    /**
     * What the work makes of each, in their order. One that fails does not keep the others from being done; afterwards the first
     * failure is thrown.
     */
    <T, R> List<R> map(List<T> items, Function<T, R> work);

    /** On virtual threads, at most this many at a time. */
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
