package io.dynamicaccounts.agent.session;

import io.dynamicaccounts.agent.protocol.Answer;
import io.dynamicaccounts.agent.protocol.ControlPlane.Goodbye;
import io.dynamicaccounts.agent.protocol.DefinitionsAnswer;
import io.dynamicaccounts.agent.protocol.PollAnswer;
import io.dynamicaccounts.agent.protocol.ReportAnswer;
import io.dynamicaccounts.agent.protocol.StaticAccount;
import io.dynamicaccounts.agent.watch.ClusterFacts;
import java.util.List;

/** What can happen to a session. Any of them may come late, twice, or about something long over. */
public sealed interface Event {

    /** What came of the poll of this number. */
    record Polled(long request, Answer<PollAnswer> answer) implements Event {}

    /** What came of asking for definitions. */
    record Defined(long request, Answer<DefinitionsAnswer> answer) implements Event {}

    /** What came of sending reports. */
    record Reported(long request, Answer<ReportAnswer> answer) implements Event {}

    /** What came of saying goodbye. */
    record SaidGoodbye(Answer<Goodbye> answer) implements Event {}

    /** A watch has its cluster. */
    record Watching(WatchId watch, ClusterFacts facts) implements Event {}

    /** A watch never came about, or ended by itself. */
    record WatchFailed(WatchId watch, String reason) implements Event {}

    /** A watch ended as asked. */
    record WatchStopped(WatchId watch) implements Event {}

    /** A watch would not end. */
    record StopFailed(WatchId watch, String reason) implements Event {}

    /** The agent's own configuration declares these accounts now. */
    record Declared(List<StaticAccount> accounts) implements Event {}

    /** The time of the last {@link Command.WakeAt} has come. */
    record Woken() implements Event {}

    /** The agent shall end. */
    record EndAsked() implements Event {}
}
