package io.dynamicaccounts.aws.observation;

import io.dynamicaccounts.entry.AnsweredRequest;
import io.dynamicaccounts.entry.metrics.Measurements;
import io.dynamicaccounts.entry.metrics.Metric;
import io.dynamicaccounts.entry.metrics.MetricSink.Weight;
import io.dynamicaccounts.functions.Functions;
import io.dynamicaccounts.functions.account.Account;
import io.dynamicaccounts.functions.lifecycle.Event;
import io.dynamicaccounts.functions.lifecycle.Timing;
import io.dynamicaccounts.functions.sweep.Sweep;
import io.dynamicaccounts.functions.transition.TransitionListener;
import io.dynamicaccounts.functions.transition.TransitionLog;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Consumer;

/**
 * Observes one environment, and writes its metrics, and the transitions of accounts, to the log at the end of an
 * invocation. Safe for use by any number of threads.
 */
public final class InvocationMetrics implements TransitionListener {

    private final EmfMetrics tally;
    private final Measurements measurements;
    private final TransitionLog transitions;

    /**
     * Starts to observe.
     *
     * @param installation a dimension of every metric: one AWS account may hold several installations
     * @param timing the times by which the accounts change state
     * @param lines takes each line of the log, without its line end
     */
    public InvocationMetrics(String installation, Timing timing, InstantSource clock, Consumer<String> lines) {
        this.transitions = new TransitionLog(timing);
        this.tally = new EmfMetrics(installation, clock, lines);
        this.measurements = new Measurements(tally);
    }

    @Override
    public void moved(Account account) {
        transitions.moved(account);
        measurements.moved(account);
    }

    @Override
    public void refused(Event event) {
        measurements.refused(event);
    }

    /** Counts an answered request. */
    public void answered(AnsweredRequest request) {
        measurements.answered(request);
    }

    /**
     * Counts a finished sweep and the agents that it has seen, which nothing else counts here. Agents are not
     * counted by zone, since each zone would cost a metric.
     */
    public void swept(Sweep.Result result, Duration took) {
        measurements.swept(result, took);
        tally.total(Weight.IMMEDIATE, Metric.AGENTS, result.agents());
    }

    /** Counts a sweep that ended with an exception. */
    public void sweepFailed() {
        measurements.sweepFailed();
    }

    /** Writes the metrics and transitions at the end of an invocation. */
    public void invocationEnded() {
        transitions.write();
        tally.invocationEnded();
    }

    /** Returns the same functions, and counts their polls. */
    public Functions around(Functions functions) {
        return measurements.around(functions);
    }
}
