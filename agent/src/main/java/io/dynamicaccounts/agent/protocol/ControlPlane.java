package io.dynamicaccounts.agent.protocol;

/**
 * The control plane as an agent sees it.
 *
 * <p>Calls block for a bounded time and answer with a value whatever happens; an exception is a fault of the implementation.
 * They may come from several threads at once. Each may be repeated without harm, and any may have worked although its answer
 * was lost. Nobody waits for another call in here: a definition that takes long does not hold up a heartbeat.
 */
public interface ControlPlane {

    /** Heartbeat and question. */
    ControlPlaneAnswer<PollAnswer> poll(String agentId, PollRequest request);

    /** Definitions of accounts that were assigned. */
    ControlPlaneAnswer<DefinitionsAnswer> definitions(String agentId, DefinitionsRequest request);

    /** What became of assignments. */
    ControlPlaneAnswer<ReportAnswer> reports(String agentId, ReportsRequest request);

    /** Goodbye. Answered also when another session holds the id by now, in which case it changes nothing. */
    ControlPlaneAnswer<Goodbye> goodbye(String agentId, String zoneId, String session);

    /** Nothing but the fact that a goodbye was heard. */
    record Goodbye() {}
}
