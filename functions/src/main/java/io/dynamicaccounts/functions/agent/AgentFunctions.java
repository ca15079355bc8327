package io.dynamicaccounts.functions.agent;

import io.dynamicaccounts.functions.Settings;
import io.dynamicaccounts.functions.definition.Sealing;
import io.dynamicaccounts.functions.writing.Writing;
import io.dynamicaccounts.functions.zone.Rosters;
import io.dynamicaccounts.functions.zone.Stops;
import io.dynamicaccounts.functions.zone.Withdrawal;

/** The functions that agents call, put together. */
public record AgentFunctions(Poll poll, FetchDefinitions definitions, Report report, Goodbye goodbye) {

    /** Builds them over these parts. */
    public static AgentFunctions over(Writing writing, Rosters rosters, Sealing sealing, Settings settings) {
        var sessions = new Sessions(writing.store());
        var pace = new Pace(writing.store().sweepMarks(), settings, writing.clock());
        var stops = new Stops(writing);
        var handOvers = new HandOvers(writing, settings.exclusions());
        var desiredState = new DesiredState(
                writing, new Taking(writing), new Stopping(writing, stops), new Arrivals(writing), handOvers);
        var staticAccounts = new StaticAccounts(writing, sealing, new Withdrawal(writing));
        var outcomes = new Outcomes(writing, stops, handOvers);
        var registration = new Registration(writing.store().heartbeats(), rosters, settings);
        return new AgentFunctions(
                new Poll(writing, registration, staticAccounts, desiredState, pace, settings),
                new FetchDefinitions(writing, sessions, sealing, outcomes),
                new Report(writing, sessions, outcomes, pace),
                new Goodbye(writing, rosters));
    }
}
