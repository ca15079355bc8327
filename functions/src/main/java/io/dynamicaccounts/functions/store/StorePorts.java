package io.dynamicaccounts.functions.store;

/** The ports of one store, each for one kind of item. */
public record StorePorts(
        Accounts accounts,
        AccountNames names,
        Definitions definitions,
        Credentials credentials,
        Observations observations,
        History history,
        Assignments assignments,
        Zones zones,
        Heartbeats heartbeats,
        Declarations declarations,
        MigrationMarks migrationMarks,
        SweepMarks sweepMarks,
        Installations installations) {}
