package io.dynamicaccounts.entry.metrics;

/** Takes what is counted and measured, and tells it in its own way. An implementation returns at once, from any number of threads. */
public interface MetricSink {

    /** How soon something must be told, where telling costs something. */
    enum Weight {
        /** Tell it as soon as possible. */
        TOLD,

        /** Tell it together with the next that is. */
        ORDINARY
    }

    /**
     * Adds to a counter.
     *
     * @param amount zero where nothing happened that might have
     * @param labels the value of each of the metric's labels
     */
    void add(Weight weight, Metric counter, long amount, String... labels);

    /**
     * Takes a value of a gauge or of a summary.
     *
     * @param labels the value of each of the metric's labels
     */
    void value(Weight weight, Metric metric, double value, String... labels);
}
