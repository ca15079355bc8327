package io.dynamicaccounts.agent.protocol;

/**
 * The control plane as an agent sees it.
 *
 * <p>A call blocks for a bounded time and returns a value whatever happens; an exception is a fault of the
 * implementation. Calls may come from several threads at once. A call may be repeated without harm, and may have had
 * its effect although its answer was lost. No call waits for another call: a definition that takes long does not
 * delay a heartbeat.
 */
public interface ControlPlaneClient {

    /** Sends a heartbeat and asks for the desired state. */
    ControlPlaneAnswer<PollAnswer> poll(String agentId, PollRequest request);

    /** Fetches the definitions of assigned accounts. */
    ControlPlaneAnswer<DefinitionsAnswer> definitions(String agentId, DefinitionsRequest request);

    /** Reports the results of assignments. */
    ControlPlaneAnswer<ReportAnswer> reports(String agentId, ReportsRequest request);

    /** Says goodbye. The call succeeds also when another session holds the id by now, and then changes nothing. */
    ControlPlaneAnswer<Goodbye> goodbye(String agentId, String zoneId, String session);

    /** The empty answer to a goodbye. */
    record Goodbye() {}
}
