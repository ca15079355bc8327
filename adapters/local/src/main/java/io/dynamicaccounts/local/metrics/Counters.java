package io.dynamicaccounts.local.metrics;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BiConsumer;

/** Counts by key; keys are few and never go away. Safe for use by any number of threads. */
final class Counters<K extends Comparable<K>> {

    private final Map<K, LongAdder> counts = new ConcurrentHashMap<>();

    void count(K key) {
        add(key, 1);
    }

    void add(K key, long amount) {
        counts.computeIfAbsent(key, it -> new LongAdder()).add(amount);
    }

    /** In the order of the keys, so that two scrapes are easy to compare. */
    void forEach(BiConsumer<K, Long> each) {
        counts.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(entry -> each.accept(entry.getKey(), entry.getValue().sum()));
    }
}
