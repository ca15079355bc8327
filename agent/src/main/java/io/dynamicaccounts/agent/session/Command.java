package io.dynamicaccounts.agent.session;

import io.dynamicaccounts.agent.Ending;
import io.dynamicaccounts.agent.protocol.Definition;
import io.dynamicaccounts.agent.protocol.DefinitionsRequest;
import io.dynamicaccounts.agent.protocol.PollRequest;
import io.dynamicaccounts.agent.protocol.ReportsRequest;
import io.dynamicaccounts.agent.watch.Caching;
import java.time.Instant;

/** What a session wants done, in this order: what ends something comes before the poll that says that it has ended. */
public sealed interface Command {

    /** Poll; answer with {@link Event.Polled} under this number. */
    record Poll(long request, PollRequest body) implements Command {}

    /** Ask for definitions; answer with {@link Event.Defined}. */
    record Define(long request, DefinitionsRequest body) implements Command {}

    /** Send reports; answer with {@link Event.Reported}. */
    record Report(long request, ReportsRequest body) implements Command {}

    /** Begin a watch. */
    record Start(WatchId watch, Definition definition, Caching caching) implements Command {}

    /** End a watch, or try again to. */
    record Stop(WatchId watch) implements Command {}

    /** Cache what this watch sees, or no longer. */
    record Cache(WatchId watch, Caching caching) implements Command {}

    /** Answer with {@link Event.Woken} then; replaces any earlier one. */
    record WakeAt(Instant time) implements Command {}

    /** Say goodbye; answer with {@link Event.SaidGoodbye}. */
    record SayGoodbye() implements Command {}

    /** The session is over: nothing follows. */
    record End(Ending ending) implements Command {}
}
