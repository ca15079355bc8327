package io.dynamicaccounts.functions.agent;

import io.dynamicaccounts.functions.Settings;
import io.dynamicaccounts.functions.definition.Sealing;
import io.dynamicaccounts.functions.lifecycle.Timing;
import io.dynamicaccounts.functions.store.Store;
import io.dynamicaccounts.functions.writing.Healing;
import io.dynamicaccounts.functions.writing.Parallel;
import io.dynamicaccounts.functions.writing.Publisher;
import io.dynamicaccounts.functions.writing.Removal;
import io.dynamicaccounts.functions.writing.Transitions;
import io.dynamicaccounts.functions.zone.Rosters;
import io.dynamicaccounts.functions.zone.Stops;
import java.time.InstantSource;

/** The functions that agents call, put together. */
public record AgentFunctions(Poll poll, FetchDefinitions definitions, Report report, Goodbye goodbye) {

    /** Builds them over these parts. */
    public static AgentFunctions over(
            Store store,
            Transitions transitions,
            Publisher publisher,
            Healing healing,
            Removal removal,
            Rosters rosters,
            Sealing sealing,
            Parallel parallel,
            Settings settings,
            InstantSource clock) {
        Timing timing = settings.timing();
        var sessions = new Sessions(store);
        var pace = new Pace(store.sweepMarks(), settings, clock);
        var stops = new Stops(transitions, publisher, removal, timing);
        var taking = new Taking(transitions, publisher, healing, parallel, timing);
        var stopping = new Stopping(store, transitions, publisher, healing, stops, parallel, timing);
        var desiredState = new DesiredState(store, taking, stopping, timing);
        var registration = new Registration(store.heartbeats(), rosters);
        var outcomes = new Outcomes(store, transitions, publisher, healing, stops, timing);
        return new AgentFunctions(
                new Poll(store, registration, desiredState, pace, settings, clock),
                new FetchDefinitions(store, sessions, sealing),
                new Report(store, sessions, outcomes, pace, parallel, settings, clock),
                new Goodbye(store, rosters, clock));
    }
}
