package io.dynamicaccounts.agent.session;

import io.dynamicaccounts.agent.protocol.ControlPlaneAnswer;
import io.dynamicaccounts.agent.protocol.ControlPlaneClient.Goodbye;
import io.dynamicaccounts.agent.protocol.DefinitionsAnswer;
import io.dynamicaccounts.agent.protocol.PollAnswer;
import io.dynamicaccounts.agent.protocol.ReportAnswer;
import io.dynamicaccounts.agent.protocol.StaticAccount;
import io.dynamicaccounts.agent.watch.ClusterFacts;
import java.util.List;

/** An event of a session. Any event may arrive late, twice, or after the end of what it is about. */
public sealed interface SessionEvent {

    /** The poll of this number has ended. */
    record Polled(long request, ControlPlaneAnswer<PollAnswer> answer) implements SessionEvent {}

    /** The request of this number for definitions has ended. */
    record Defined(long request, ControlPlaneAnswer<DefinitionsAnswer> answer) implements SessionEvent {}

    /** The reports of this number were sent, or not. */
    record Reported(long request, ControlPlaneAnswer<ReportAnswer> answer) implements SessionEvent {}

    /** The goodbye has ended. */
    record SaidGoodbye(ControlPlaneAnswer<Goodbye> answer) implements SessionEvent {}

    /** A watch has its cluster. */
    record Watching(WatchId watch, ClusterFacts facts) implements SessionEvent {}

    /** A watch could not start, or ended by itself. */
    record WatchFailed(WatchId watch, String reason) implements SessionEvent {}

    /** A watch ended as asked. */
    record WatchStopped(WatchId watch) implements SessionEvent {}

    /** A watch did not end. */
    record StopFailed(WatchId watch, String reason) implements SessionEvent {}

    /** The agent's own configuration declares these accounts now. */
    record Declared(List<StaticAccount> accounts) implements SessionEvent {}

    /** The time of the last {@link SessionCommand.WakeAt} has come. */
    record Woken() implements SessionEvent {}

    /** The agent is asked to end. */
    record EndAsked() implements SessionEvent {}
}
