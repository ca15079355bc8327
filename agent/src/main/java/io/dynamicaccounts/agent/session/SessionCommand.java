package io.dynamicaccounts.agent.session;

import io.dynamicaccounts.agent.AgentEnd;
import io.dynamicaccounts.agent.protocol.ClearDefinition;
import io.dynamicaccounts.agent.protocol.DefinitionsRequest;
import io.dynamicaccounts.agent.protocol.PollRequest;
import io.dynamicaccounts.agent.protocol.ReportsRequest;
import io.dynamicaccounts.agent.watch.CachingPermit;
import java.time.Instant;

/**
 * A command of a session. Commands are carried out in order: a command that ends a watch comes before the poll that
 * states the end.
 */
public sealed interface SessionCommand {

    /** Poll; answer with {@link SessionEvent.Polled} under this number. */
    record Poll(long request, PollRequest body) implements SessionCommand {}

    /** Ask for definitions; answer with {@link SessionEvent.Defined}. */
    record Define(long request, DefinitionsRequest body) implements SessionCommand {}

    /** Send reports; answer with {@link SessionEvent.Reported}. */
    record Report(long request, ReportsRequest body) implements SessionCommand {}

    /** Begin a watch. */
    record Start(WatchId watch, ClearDefinition definition, CachingPermit caching) implements SessionCommand {}

    /** End a watch, or try again to end the watch. */
    record Stop(WatchId watch) implements SessionCommand {}

    /** Start or end caching what this watch sees. */
    record Cache(WatchId watch, CachingPermit caching) implements SessionCommand {}

    /** Answer with {@link SessionEvent.Woken} at this time; replaces any earlier time. */
    record WakeAt(Instant time) implements SessionCommand {}

    /** Say goodbye; answer with {@link SessionEvent.SaidGoodbye}. */
    record SayGoodbye() implements SessionCommand {}

    /** The session is over: nothing follows. */
    record End(AgentEnd ending) implements SessionCommand {}
}
