package io.dynamicaccounts.functions.agent;

import io.dynamicaccounts.functions.Settings;
import io.dynamicaccounts.functions.definition.DefinitionEncryption;
import io.dynamicaccounts.functions.transition.WriteContext;
import io.dynamicaccounts.functions.zone.DeclarationWithdrawal;
import io.dynamicaccounts.functions.zone.RosterChanges;
import io.dynamicaccounts.functions.zone.StopCompletion;

/** The functions that agents call, put together. */
public record AgentFunctions(Poll poll, FetchDefinitions definitions, Report report, Goodbye goodbye) {

    /** Builds them over these parts. */
    public static AgentFunctions over(
            WriteContext context, RosterChanges rosterChanges, DefinitionEncryption encryption, Settings settings) {
        var sessions = new SessionCheck(context.store());
        var pace = new PollPace(context.store().sweepMarks(), settings, context.clock());
        var stops = new StopCompletion(context);
        var handOvers = new CachingHandOver(context, settings.exclusions());
        var desiredState = new DesiredStateBuilder(
                context,
                new AssignmentClaim(context),
                new StopAssignment(context, stops),
                new ZoneArrivals(context),
                handOvers);
        var staticAccounts = new StaticAccounts(context, encryption, new DeclarationWithdrawal(context));
        var outcomes = new ReportHandler(context, stops, handOvers);
        var registration = new Registration(context.store().heartbeats(), rosterChanges, settings);
        return new AgentFunctions(
                new Poll(context, registration, staticAccounts, desiredState, pace, settings),
                new FetchDefinitions(context, sessions, encryption, outcomes),
                new Report(context, sessions, outcomes, pace),
                new Goodbye(context, rosterChanges));
    }
}
