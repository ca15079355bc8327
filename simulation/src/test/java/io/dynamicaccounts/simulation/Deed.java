package io.dynamicaccounts.simulation;

import io.dynamicaccounts.functions.Settings;
import java.time.Duration;

/**
 * One thing that somebody does, or that goes wrong, in a run. Each stands for itself, so that any of them can be left
 * out and the others still mean the same.
 *
 * @param at how long after the beginning
 */
record Deed(Duration at, What what) {

    /** What is done, or goes wrong. */
    sealed interface What {}

    /** What an operator can ask of an account. */
    enum Wish {
        PROVISION,
        MIGRATE,
        ACTIVATE,
        DEACTIVATE,
        DELETE,
        REDEFINE,
        REASSIGN,
        /** Stores a credential of the account's name, which the account follows. */
        STORE_CREDENTIAL,
        DELETE_CREDENTIAL
    }

    /**
     * An operator asks, until an answer comes.
     *
     * @param zone the zone named; empty for none
     * @param twice whether the request goes out twice
     */
    record Ask(Wish wish, String account, String zone, boolean twice) implements What {}

    /** An operator tells the control plane to forget an agent. */
    record Disconnect(String agent) implements What {}

    /** Another process begins under the agent's id, whether or not one lives. */
    record Start(String agent) implements What {}

    /** Every process of the agent is gone, without a word. */
    record Crash(String agent) implements What {}

    /** The agent is told to end: it stops its watches and says goodbye. */
    record End(String agent) implements What {}

    /** The agent's newest process stands still, and then goes on as if nothing had been. */
    record Pause(String agent, Duration length) implements What {}

    /** Nothing goes from this agent to the control plane, nor back. */
    record Partition(String agent, Duration length) implements What {}

    /** From now on the agent's configuration declares its static account, or does not. */
    record Declare(String agent, boolean declares) implements What {}

    /**
     * From now on the configurations of a zone's agents say something else of its static account, all of them the
     * same.
     */
    record ChangeDeclared(String zone) implements What {}

    /** From now on the agent's configuration says of its static account what no other agent's says. */
    record DeclareDifferently(String agent) implements What {}

    /** Of what goes over the network, this share is lost, delivered twice, or late beyond others. */
    record BadNetwork(int percent, Duration length) implements What {}

    /** Functions stand still between their store calls. */
    record SlowFunctions(Duration length) implements What {}

    /** The store answers nobody. */
    record Outage(Duration length) implements What {}

    /** Agents reach this account's cluster no more: what watches it is lost, what begins to fails. */
    record ClusterDown(String account, Duration length) implements What {}

    /** One agent reaches this account's cluster no more; the others do as before. */
    record ClusterDownFor(String agent, String account, Duration length) implements What {}

    /** Watches of this account cannot be ended. */
    record StuckStops(String account, Duration length) implements What {}

    /**
     * One agent cannot end its watches of this account.
     *
     * @param answers whether it is told so; else a stop is not answered at all
     */
    record HangingStops(String agent, String account, Duration length, boolean answers) implements What {}

    /** As {@link HangingStops}, of the agent's newest process and for as long as that lives. */
    record HungForEver(String agent, String account, boolean answers) implements What {}

    /** One of the instances that functions run on is replaced by one of other settings. */
    record Configure(int instance, Settings settings) implements What {}

    /** The index of what is due answers as of so long ago. */
    record LaggingIndex(Duration by, Duration length) implements What {}

    /**
     * So many of a hundred polls are answered as a function of the protocol's first version does, as in a gradual
     * deployment.
     */
    record EarlierVersion(int percent, Duration length) implements What {}

    /** Lists are read in several pieces, with others writing in between. */
    record PagedReads(Duration length) implements What {}

    /** Somebody takes a backup. */
    record BackUp() implements What {}

    /**
     * The functions are stopped, the installation is adopted, and the functions serve again.
     *
     * @param restored whether the newest backup is restored first; where there is none, the store is adopted as it is
     */
    record Adopt(boolean restored) implements What {}

    /** A sweep beside the others. */
    record ExtraSweep() implements What {}

    /** The schedule starts no sweep. */
    record NoSweeps(Duration length) implements What {}

    /** Something happens to the next function of this kind, at one of its store calls. */
    record Trouble(Victim victim, int storeCall, Mode mode) implements What {}

    /** Whose function. */
    enum Victim {
        OPERATOR,
        POLL,
        REPORT,
        SWEEP
    }

    /** What happens to a function at a store call. */
    enum Mode {
        /** The store cannot say, and did nothing. */
        FAILS_BEFORE,
        /** The store cannot say, and did it. */
        FAILS_AFTER,
        /** The function is no more, and the store did nothing. */
        KILLED_BEFORE,
        /** The function is no more, and the store did it. */
        KILLED_AFTER,
        /** The store's client lost the answer and sent the call again by itself. */
        SENT_TWICE,
        /** Others run before it. */
        LATE_BEFORE,
        /** Others run before the function hears of it. */
        LATE_AFTER
    }
}
