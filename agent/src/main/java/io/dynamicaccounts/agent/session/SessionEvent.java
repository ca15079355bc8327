package io.dynamicaccounts.agent.session;

import io.dynamicaccounts.agent.protocol.ControlPlane.Goodbye;
import io.dynamicaccounts.agent.protocol.ControlPlaneAnswer;
import io.dynamicaccounts.agent.protocol.DefinitionsAnswer;
import io.dynamicaccounts.agent.protocol.PollAnswer;
import io.dynamicaccounts.agent.protocol.ReportAnswer;
import io.dynamicaccounts.agent.protocol.StaticAccount;
import io.dynamicaccounts.agent.watch.ClusterFacts;
import java.util.List;

/** What can happen to a session. Any of them may come late, twice, or about something long over. */
public sealed interface SessionEvent {

    /** What came of the poll of this number. */
    record Polled(long request, ControlPlaneAnswer<PollAnswer> answer) implements SessionEvent {}

    /** What came of asking for definitions. */
    record Defined(long request, ControlPlaneAnswer<DefinitionsAnswer> answer) implements SessionEvent {}

    /** What came of sending reports. */
    record Reported(long request, ControlPlaneAnswer<ReportAnswer> answer) implements SessionEvent {}

    /** What came of saying goodbye. */
    record SaidGoodbye(ControlPlaneAnswer<Goodbye> answer) implements SessionEvent {}

    /** A watch has its cluster. */
    record Watching(WatchId watch, ClusterFacts facts) implements SessionEvent {}

    /** A watch never came about, or ended by itself. */
    record WatchFailed(WatchId watch, String reason) implements SessionEvent {}

    /** A watch ended as asked. */
    record WatchStopped(WatchId watch) implements SessionEvent {}

    /** A watch would not end. */
    record StopFailed(WatchId watch, String reason) implements SessionEvent {}

    /** The agent's own configuration declares these accounts now. */
    record Declared(List<StaticAccount> accounts) implements SessionEvent {}

    /** The time of the last {@link SessionCommand.WakeAt} has come. */
    record Woken() implements SessionEvent {}

    /** The agent shall end. */
    record EndAsked() implements SessionEvent {}
}
