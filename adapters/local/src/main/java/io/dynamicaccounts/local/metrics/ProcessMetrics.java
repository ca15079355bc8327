package io.dynamicaccounts.local.metrics;

import io.dynamicaccounts.entry.metrics.Measurements;
import io.dynamicaccounts.entry.metrics.Metric;
import io.dynamicaccounts.entry.metrics.MetricSink.Weight;
import io.dynamicaccounts.functions.account.VisibleState;
import io.dynamicaccounts.functions.account.ZoneId;
import io.dynamicaccounts.functions.sweep.Sweep;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The metrics of this process, in the form that a Prometheus server reads. Safe for use by any number of threads.
 */
public final class ProcessMetrics {

    /** The content type of {@link #scrape}, for the header of the response. */
    public static final String CONTENT_TYPE = PrometheusText.CONTENT_TYPE;

    private static final double MILLIS = 1e3;

    private final String version;
    private final InstantSource clock;
    private final Supplier<Optional<Map<VisibleState, Long>>> accounts;
    private final Supplier<Map<ZoneId, Long>> agents;
    private final Totals totals = new Totals();
    private final Measurements measurements = new Measurements(totals);
    private volatile Instant lastSweep;

    /**
     * Creates the metrics, with all counters at zero.
     *
     * @param accounts supplies at each scrape the number of accounts in each state; empty where the store cannot tell
     * @param agents supplies at each scrape the number of live agents of each zone
     */
    public ProcessMetrics(
            String version,
            InstantSource clock,
            Supplier<Optional<Map<VisibleState, Long>>> accounts,
            Supplier<Map<ZoneId, Long>> agents) {
        this.version = version;
        this.clock = clock;
        this.accounts = accounts;
        this.agents = agents;
        this.lastSweep = clock.instant();
        // Before the end of the first sweep no metric may show a failure.
        totals.add(Weight.DEFERRED, Metric.SWEEPS, 0);
        totals.add(Weight.DEFERRED, Metric.SWEEP_FAILURES, 0);
        totals.value(Weight.DEFERRED, Metric.SWEEP_DURATION, 0);
        totals.value(Weight.DEFERRED, Metric.SWEEP_COMPLETE, 1);
        totals.value(Weight.DEFERRED, Metric.SWEEP_DISTRUSTS, 0);
    }

    /** Returns the measurements, to which everything but a finished sweep is reported. */
    public Measurements measurements() {
        return measurements;
    }

    /** Counts a finished sweep. */
    public void swept(Sweep.Result result, Duration took) {
        measurements.swept(result, took);
        lastSweep = clock.instant();
    }

    /**
     * Returns the current values in Prometheus' text format.
     *
     * @throws io.dynamicaccounts.functions.store.StoreUnavailable when the store does not answer
     */
    public String scrape() {
        var text = new PrometheusText();
        for (Metric metric : Metric.values()) {
            write(metric, text);
        }
        return text.toString();
    }

    private void write(Metric metric, PrometheusText text) {
        switch (metric) {
            case BUILD_INFO -> text.family(metric).sample(metric, 1, version);
            case ACCOUNTS -> accounts.get().ifPresent(counts -> write(counts, text));
            case AGENTS -> {
                text.family(metric);
                agents.get().forEach((zone, count) -> text.sample(metric, count, zone.value()));
            }
            case SWEEP_AGE ->
                text.family(metric)
                        .sample(
                                metric,
                                Duration.between(lastSweep, clock.instant()).toMillis() / MILLIS);
            case TRANSITIONS,
                    REFUSALS,
                    POLLS,
                    SWEEPS,
                    SWEEP_FAILURES,
                    SWEEP_DURATION,
                    SWEEP_COMPLETE,
                    SWEEP_DISTRUSTS,
                    SWEEP_WORK,
                    REQUESTS,
                    REQUEST_DURATION -> totals.write(metric, text);
            case MEMORY_USED -> RuntimeGauges.memoryUsed(text);
            case MEMORY_MAX -> RuntimeGauges.memoryMax(text);
            case THREADS -> RuntimeGauges.threads(text);
            case PROCESS_START -> RuntimeGauges.processStart(text);
            case GARBAGE_COLLECTION -> RuntimeGauges.garbageCollection(text);
        }
    }

    private static void write(Map<VisibleState, Long> counts, PrometheusText text) {
        text.family(Metric.ACCOUNTS);
        for (VisibleState state : VisibleState.values()) {
            text.sample(Metric.ACCOUNTS, counts.getOrDefault(state, 0L), state.code());
        }
    }
}
