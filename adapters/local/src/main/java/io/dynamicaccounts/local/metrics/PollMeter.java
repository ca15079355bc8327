package io.dynamicaccounts.local.metrics;

import io.dynamicaccounts.functions.Functions;
import io.dynamicaccounts.functions.ObservedPolls;
import io.dynamicaccounts.local.metrics.PrometheusText.FamilyType;
import io.dynamicaccounts.local.metrics.PrometheusText.Label;

/** Counts polls by what they were answered with: most should be idle, for each that is not costs more reads. */
public final class PollMeter {

    private final Counters<String> polls = new Counters<>();

    /** The same functions, their polls counted. */
    public Functions around(Functions functions) {
        return new ObservedPolls(functions, outcome -> polls.count(outcome.word()));
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
