package io.dynamicaccounts.local.metrics;

import io.dynamicaccounts.entry.metrics.Metric;
import io.dynamicaccounts.entry.metrics.MetricSink;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.DoubleAdder;
import java.util.concurrent.atomic.LongAdder;

/**
 * Keeps the totals of each metric since the process started, by labels. Labels are few and never removed. Safe for
 * use by any number of threads.
 */
final class Totals implements MetricSink {

    private final Map<Metric, Map<List<String>, Total>> totals = new ConcurrentHashMap<>();

    /** The totals of one metric under one set of labels. */
    private static final class Total {
        private final LongAdder count = new LongAdder();
        private final DoubleAdder sum = new DoubleAdder();
        private volatile double last;
    }

    @Override
    public void add(Weight weight, Metric counter, long amount, String... labels) {
        total(counter, labels).count.add(amount);
    }

    @Override
    public void value(Weight weight, Metric metric, double value, String... labels) {
        Total total = total(metric, labels);
        total.last = value;
        total.count.increment();
        total.sum.add(value);
    }

    private Total total(Metric metric, String... labels) {
        return totals.computeIfAbsent(metric, it -> new ConcurrentHashMap<>())
                .computeIfAbsent(List.of(labels), it -> new Total());
    }

    /** Writes a metric, in the order of its labels, so that two scrapes are easy to compare. */
    void write(Metric metric, PrometheusText text) {
        text.family(metric);
        totals.getOrDefault(metric, Map.of()).entrySet().stream()
                .sorted(Comparator.comparing(entry -> entry.getKey().toString()))
                .forEach(entry -> write(metric, entry.getValue(), entry.getKey().toArray(String[]::new), text));
    }

    private static void write(Metric metric, Total total, String[] labels, PrometheusText text) {
        switch (metric.type()) {
            case COUNTER -> text.sample(metric, total.count.sum(), labels);
            case GAUGE -> text.sample(metric, total.last, labels);
            case SUMMARY -> text.summary(metric, total.count.sum(), total.sum.sum(), labels);
        }
    }
}
