package io.dynamicaccounts.functions.transition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests the bounded application of one function to many items. */
@Timeout(20)
class ParallelTest {

    private static List<Integer> numbers(int count) {
        return IntStream.range(0, count).boxed().toList();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 50})
    void the_results_are_in_the_order_of_the_items(int count) {
        assertThat(Parallel.bounded(4).map(numbers(count), number -> number * 2))
                .isEqualTo(numbers(count).stream().map(number -> number * 2).toList());
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 8})
    void as_many_items_as_allowed_are_processed_at_one_time(int count) {
        var together = new CyclicBarrier(count);
        assertThat(Parallel.bounded(count).map(numbers(count), number -> arrivedAt(together)))
                .hasSize(count)
                .doesNotHaveDuplicates();
    }

    private static int arrivedAt(CyclicBarrier barrier) {
        try {
            return barrier.await(10, TimeUnit.SECONDS);
        } catch (Exception alone) {
            throw new IllegalStateException(alone);
        }
    }

    @Test
    void no_more_items_than_allowed_are_processed_at_one_time() {
        var running = new AtomicInteger();
        var most = new AtomicInteger();
        Parallel.bounded(3).map(numbers(60), number -> {
            most.accumulateAndGet(running.incrementAndGet(), Math::max);
            Thread.yield();
            return running.decrementAndGet();
        });
        assertThat(most).hasValueBetween(1, 3);
    }

    @Test
    void after_a_failure_the_other_items_are_processed_and_the_same_exception_is_thrown() {
        Set<Integer> done = ConcurrentHashMap.newKeySet();
        var failure = new IllegalArgumentException("of number 3");
        assertThatThrownBy(() -> Parallel.bounded(2).map(numbers(10), number -> {
                    if (number == 3) {
                        throw failure;
                    }
                    return done.add(number);
                }))
                .isSameAs(failure);
        assertThat(done).hasSize(9);
    }

    @Test
    void an_error_is_not_mistaken_for_a_result() {
        var error = new AssertionError("beyond repair");
        assertThatThrownBy(() -> Parallel.bounded(2).map(numbers(2), number -> {
                    throw error;
                }))
                .isInstanceOf(IllegalStateException.class)
                .hasCause(error);
    }
}
