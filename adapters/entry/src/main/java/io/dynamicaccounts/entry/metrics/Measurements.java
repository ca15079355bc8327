package io.dynamicaccounts.entry.metrics;

import io.dynamicaccounts.entry.AnsweredRequest;
import io.dynamicaccounts.entry.metrics.MetricSink.Weight;
import io.dynamicaccounts.functions.Functions;
import io.dynamicaccounts.functions.ObservedPolls;
import io.dynamicaccounts.functions.account.Account;
import io.dynamicaccounts.functions.account.VisibleState;
import io.dynamicaccounts.functions.lifecycle.Event;
import io.dynamicaccounts.functions.store.History.PastTransition;
import io.dynamicaccounts.functions.sweep.Sweep;
import io.dynamicaccounts.functions.transition.TransitionListener;
import java.time.Duration;

/**
 * Counts and measures the events of an entry: the one place that decides what is counted when. Safe for use by any
 * number of threads.
 */
public final class Measurements implements TransitionListener {

    private static final double NANOS = 1e9;

    private final MetricSink sink;

    /** Creates the measurements, which report to this sink. */
    public Measurements(MetricSink sink) {
        this.sink = sink;
    }

    @Override
    public void moved(Account account) {
        PastTransition transition = PastTransition.lastOf(account);
        sink.add(
                Weight.IMMEDIATE,
                Metric.TRANSITIONS,
                1,
                transition.event().label(),
                transition.to().visibleState().map(VisibleState::code).orElse("REMOVED"));
    }

    @Override
    public void refused(Event event) {
        sink.add(Weight.IMMEDIATE, Metric.REFUSALS, 1, event.label());
    }

    /**
     * Returns the same functions, and counts their polls: most polls should be idle, since each other poll costs
     * more reads.
     */
    public Functions around(Functions functions) {
        return new ObservedPolls(
                functions,
                outcome -> sink.add(
                        outcome == ObservedPolls.Outcome.IDLE ? Weight.DEFERRED : Weight.IMMEDIATE,
                        Metric.POLLS,
                        1,
                        outcome.word()));
    }

    /** Counts an answered request. */
    public void answered(AnsweredRequest request) {
        Weight weight = request.wentWrong() && !request.isOpenToAnybody() ? Weight.IMMEDIATE : Weight.DEFERRED;
        sink.add(weight, Metric.REQUESTS, 1, request.method(), request.route(), Integer.toString(request.status()));
        sink.value(weight, Metric.REQUEST_DURATION, seconds(request.took()), request.method(), request.route());
    }

    /** Counts a finished sweep. */
    public void swept(Sweep.Result result, Duration took) {
        sink.add(Weight.IMMEDIATE, Metric.SWEEPS, 1);
        sink.value(Weight.IMMEDIATE, Metric.SWEEP_DURATION, seconds(took));
        sink.value(Weight.IMMEDIATE, Metric.SWEEP_COMPLETE, result.complete() ? 1 : 0);
        sink.value(Weight.IMMEDIATE, Metric.SWEEP_DISTRUSTS, result.distrust().isPresent() ? 1 : 0);
        sink.add(Weight.IMMEDIATE, Metric.SWEEP_WORK, result.fenced(), "fenced agents");
        sink.add(Weight.IMMEDIATE, Metric.SWEEP_WORK, result.followed(), "accounts of dead zones");
        sink.add(Weight.IMMEDIATE, Metric.SWEEP_WORK, result.due(), "due accounts");
    }

    /** Counts a sweep that ended with an exception. */
    public void sweepFailed() {
        sink.add(Weight.IMMEDIATE, Metric.SWEEP_FAILURES, 1);
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / NANOS;
    }
}
