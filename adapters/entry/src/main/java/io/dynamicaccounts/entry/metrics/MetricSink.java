package io.dynamicaccounts.entry.metrics;

/**
 * Receives counted and measured values, and publishes them in its own way. An implementation returns at once, and is
 * called from any number of threads.
 */
public interface MetricSink {

    /** How soon a value must be published, where publishing has a cost. */
    enum Weight {
        /** The value is published as soon as possible. */
        IMMEDIATE,

        /** The value is published together with the next {@link #IMMEDIATE} value. */
        DEFERRED
    }

    /**
     * Adds to a counter.
     *
     * @param amount the amount to add, zero where an event that is counted did not happen
     * @param labels the value of each of the metric's labels
     */
    void add(Weight weight, Metric counter, long amount, String... labels);

    /**
     * Records a value of a gauge or of a summary.
     *
     * @param labels the value of each of the metric's labels
     */
    void value(Weight weight, Metric metric, double value, String... labels);
}
