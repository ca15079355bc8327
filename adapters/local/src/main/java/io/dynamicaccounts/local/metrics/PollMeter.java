package io.dynamicaccounts.local.metrics;

import io.dynamicaccounts.functions.FunctionName;
import io.dynamicaccounts.functions.Functions;
import io.dynamicaccounts.functions.agent.Poll;
import io.dynamicaccounts.local.metrics.PrometheusText.FamilyType;
import io.dynamicaccounts.local.metrics.PrometheusText.Label;
import java.util.function.Function;

/** Counts polls by what they were answered with: most should be idle, for each that is not costs more reads. */
public final class PollMeter {

    private final Counters<String> polls = new Counters<>();

    /** The same functions, their polls counted. */
    public Functions around(Functions functions) {
        return new Functions() {
            @Override
            @SuppressWarnings("unchecked") // what is put around a poll is a poll again
            public <I, O> Function<I, O> get(FunctionName<I, O> name) {
                return name.equals(FunctionName.POLL)
                        ? (Function<I, O>) counted(functions.get(FunctionName.POLL))
                        : functions.get(name);
            }
        };
    }

    private Function<Poll.Request, Poll.Result> counted(Function<Poll.Request, Poll.Result> poll) {
        return request -> {
            Poll.Result result = poll.apply(request);
            polls.count(
                    switch (result) {
                        case Poll.Result.Turned turned -> "turned away";
                        case Poll.Result.Answer answer -> answer.assignments().isPresent() ? "list" : "idle";
                    });
            return result;
        };
    }

    void write(PrometheusText text) {
        text.family(
                "dynamic_accounts_polls_total",
                FamilyType.COUNTER,
                "Polls of agents: idle, answered with the complete list, or turned away.");
        polls.forEach(
                (outcome, count) -> text.sample("dynamic_accounts_polls_total", count, new Label("outcome", outcome)));
    }
}
