package io.dynamicaccounts.aws.observation;

import io.dynamicaccounts.aws.observation.EmfMetrics.Weight;
import io.dynamicaccounts.entry.AnsweredRequest;
import io.dynamicaccounts.functions.Functions;
import io.dynamicaccounts.functions.ObservedPolls;
import io.dynamicaccounts.functions.account.Account;
import io.dynamicaccounts.functions.account.VisibleState;
import io.dynamicaccounts.functions.lifecycle.Event;
import io.dynamicaccounts.functions.lifecycle.Timing;
import io.dynamicaccounts.functions.store.History.PastTransition;
import io.dynamicaccounts.functions.sweep.Sweep;
import io.dynamicaccounts.functions.transition.TransitionListener;
import io.dynamicaccounts.functions.transition.TransitionLog;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Consumer;

/** Watches what one environment does, and tells it as metrics, and what accounts have become in the log, when an invocation is over. Safe for use by any number of threads. */
public final class InvocationMetrics implements TransitionListener {

    private static final double NANOS = 1e9;

    private final EmfMetrics tally;
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
    }

    @Override
    public void moved(Account account) {
        transitions.moved(account);
        PastTransition transition = PastTransition.lastOf(account);
        tally.count(
                Weight.TOLD,
                Metric.TRANSITIONS,
                "event",
                transition.event().label(),
                "to",
                transition.to().visibleState().map(VisibleState::name).orElse("REMOVED"));
    }

    @Override
    public void refused(Event event) {
        tally.count(Weight.TOLD, Metric.REFUSALS, "event", event.label());
    }

    /** A request was answered. Routes are in the log: as a dimension each would be paid for. */
    public void answered(AnsweredRequest request) {
        Weight weight = request.wentWrong() ? Weight.TOLD : Weight.ORDINARY;
        tally.count(weight, Metric.REQUESTS, "status", Integer.toString(request.status()));
        tally.value(weight, Metric.REQUEST_DURATION, request.took().toNanos() / NANOS);
    }

    /** A sweep came to an end. */
    public void swept(Sweep.Result result, Duration took) {
        tally.count(Weight.TOLD, Metric.SWEEPS);
        tally.value(Weight.TOLD, Metric.SWEEP_DURATION, took.toNanos() / NANOS);
        tally.value(Weight.TOLD, Metric.SWEEP_COMPLETE, result.complete() ? 1 : 0);
        tally.value(Weight.TOLD, Metric.SWEEP_DISTRUSTS, result.distrust().isPresent() ? 1 : 0);
        tally.value(Weight.TOLD, Metric.AGENTS, result.agents());
        work("fenced agents", result.fenced());
        work("accounts of dead zones", result.followed());
        work("due accounts", result.due());
    }

    private void work(String what, int done) {
        if (done > 0) {
            tally.add(Weight.TOLD, Metric.SWEEP_WORK, done, "work", what);
        }
    }

    /** A sweep ended with an exception. */
    public void sweepFailed() {
        tally.count(Weight.TOLD, Metric.SWEEP_FAILURES);
    }

    /** An invocation is over. */
    public void invocationEnded() {
        transitions.write();
        tally.invocationEnded();
    }

    /** The same functions, their polls counted. */
    public Functions around(Functions functions) {
        return new ObservedPolls(
                functions,
                outcome -> tally.count(
                        outcome == ObservedPolls.Outcome.IDLE ? Weight.ORDINARY : Weight.TOLD,
                        Metric.POLLS,
                        "outcome",
                        outcome.word()));
    }
}
