package io.dynamicaccounts.local.metrics;

import io.dynamicaccounts.functions.sweep.Sweep;
import io.dynamicaccounts.local.metrics.PrometheusText.FamilyType;
import io.dynamicaccounts.local.metrics.PrometheusText.Label;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** Remembers the last sweep, and counts what all of them did. */
public final class SweepMeter {

    private final InstantSource clock;
    private final Instant started;
    private final LongAdder failures = new LongAdder();
    private final Counters<String> work = new Counters<>();
    private final LongAdder runs = new LongAdder();
    private volatile @Nullable Last last;

    private record Last(Instant ended, Duration took, Sweep.Result result) {}

    public SweepMeter(InstantSource clock) {
        this.clock = clock;
        this.started = clock.instant();
    }

    /** A sweep has come to an end. */
    public void ran(Duration took, Sweep.Result result) {
        runs.increment();
        work.add("fenced agents", result.fenced());
        work.add("accounts of dead zones", result.followed());
        work.add("due accounts", result.due());
        last = new Last(clock.instant(), took, result);
    }

    /** A sweep ended with an exception. */
    public void failed() {
        failures.increment();
    }

    void write(PrometheusText text) {
        Last known = last;
        Instant since = known == null ? started : known.ended();
        text.single(
                        "dynamic_accounts_sweep_age_seconds",
                        FamilyType.GAUGE,
                        "Since the last sweep that came to an end, or since the start.",
                        Duration.between(since, clock.instant()).toMillis() / 1e3)
                .single("dynamic_accounts_sweeps_total", FamilyType.COUNTER, "Sweeps that came to an end.", runs.sum())
                .single(
                        "dynamic_accounts_sweep_failures_total",
                        FamilyType.COUNTER,
                        "Sweeps that ended with an exception.",
                        failures.sum())
                .single(
                        "dynamic_accounts_sweep_last_duration_seconds",
                        FamilyType.GAUGE,
                        "How long the last sweep took.",
                        known == null ? 0 : known.took().toNanos() / 1e9)
                .single(
                        "dynamic_accounts_sweep_last_complete",
                        FamilyType.GAUGE,
                        "Whether the last sweep came to the end of its work (1) or ran out of time (0).",
                        known == null || known.result().complete() ? 1 : 0)
                .single(
                        "dynamic_accounts_sweep_distrusts",
                        FamilyType.GAUGE,
                        "Whether the sweep does not believe what it sees (1) and so changes nothing.",
                        known != null && known.result().distrust().isPresent() ? 1 : 0)
                .family("dynamic_accounts_sweep_work_total", FamilyType.COUNTER, "What sweeps took care of.");
        work.forEach((what, count) -> text.sample("dynamic_accounts_sweep_work_total", count, new Label("work", what)));
    }
}
