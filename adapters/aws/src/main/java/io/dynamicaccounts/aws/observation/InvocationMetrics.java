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

/** Watches what one environment does, and tells it as metrics, and what accounts have become in the log, when an invocation is over. Safe for use by any number of threads. */
public final class InvocationMetrics implements TransitionListener {

    private final EmfMetrics tally;
    private final Measurements measurements;
    private final TransitionLog transitions;

    /**
     * Begins to watch.
     *
     * @param installation told with everything: one account of AWS may hold several
     * @param timing that the accounts move by
     * @param lines takes each line of the log, without its end
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

    /** A request was answered. */
    public void answered(AnsweredRequest request) {
        measurements.answered(request);
    }

    /** A sweep came to an end. It has seen the agents, which nobody else counts here; by zone each would be paid for. */
    public void swept(Sweep.Result result, Duration took) {
        measurements.swept(result, took);
        tally.total(Weight.TOLD, Metric.AGENTS, result.agents());
    }

    /** A sweep ended with an exception. */
    public void sweepFailed() {
        measurements.sweepFailed();
    }

    /** An invocation is over. */
    public void invocationEnded() {
        transitions.write();
        tally.invocationEnded();
    }

    /** The same functions, their polls counted. */
    public Functions around(Functions functions) {
        return measurements.around(functions);
    }
}
