package io.dynamicaccounts.simulation;

import static io.dynamicaccounts.simulation.SourceFault.ofAgent;

import java.util.List;

/** What the agent library could get wrong. */
final class AgentFaults {

    private AgentFaults() {}

    static List<SourceFault> all() {
        return List.of(
                ofAgent(
                        "an answer to an earlier poll counts",
                        "session.Exchange",
                        "underWay && request == number",
                        "request <= number"),
                ofAgent(
                        "an older list wins over a newer one",
                        "session.DesiredState",
                        "if (taken != null && taken.isAfter(answer)) {",
                        "if (false) {"),
                ofAgent(
                        "an agent caches on past a newer roster",
                        "session.DesiredState",
                        "return taken != null && !incomplete;",
                        "return taken != null;"),
                ofAgent(
                        "a revision is acknowledged before what it does not name has ended",
                        "session.Watches",
                        "return unnamed.isEmpty();",
                        "return true;"),
                ofAgent(
                        "the lease is counted from the answer",
                        "session.AgentSession",
                        "lease.renew(polls.sent(), answer.lease());",
                        "lease.renew(now, answer.lease());"),
                ofAgent(
                        "the lease never runs out",
                        "session.PollLease",
                        "Instant next = sent.plus(length);",
                        "Instant next = sent.plus(Duration.ofDays(1));"),
                ofAgent(
                        "who was superseded goes on",
                        "session.AgentSession",
                        "end(new Ending(Ending.Reason.SUPERSEDED, detail), now);",
                        "polls.failed(new Answer.Unreachable<>(detail), now);"),
                ofAgent("a report speaks of another generation than the one watched", "session.Watches", """
                        if (live != null && live.phase == Phase.WATCHING && live.named()) {
                                            reportWatching(live);""", """
                        if (live != null && live.phase == Phase.WATCHING) {
                                            report(account, Report.watching(account.name, assignment.generation(), null, null, null, null));"""),
                ofAgent(
                        "a watch of an earlier generation is taken for the one wanted",
                        "session.LocalAccount",
                        " && wanted.generation() == id.generation();",
                        ";"),
                ofAgent(
                        "a watch is stopped before it lets go of caching",
                        "session.LiveWatches",
                        "        cache(live);\n        alarms.set(live, now.plus(settings.stopTimeout()));",
                        "        alarms.set(live, now.plus(settings.stopTimeout()));"),
                ofAgent(
                        "everybody caches, whomever the list names",
                        "session.LiveWatches",
                        "account.wanted != null && account.wanted.caching() ? grant",
                        "account.wanted != null ? grant"),
                ofAgent(
                        "a goodbye is said before the watches have stopped",
                        "session.Farewell",
                        "if (ending == null || !(nothingLeft || late || said)) {",
                        "if (ending == null) {"),
                ofAgent(
                        "a report that replaced one under way is forgotten with it",
                        "session.Outbox",
                        "if (waiting.remove(account, report)) {",
                        "if (waiting.remove(account) != null) {"),
                ofAgent(
                        "reports without an answer are not sent again",
                        "session.Outbox",
                        "again, a smaller one, in case it was its size. */\n    void undelivered() {",
                        "again, a smaller one, in case it was its size. */\n    void undelivered() {\n        sent.forEach(this::forget);"),
                ofAgent(
                        "a failed start is begun again though nobody knows yet that it failed",
                        "session.LocalAccount",
                        "return heardAfterPoll < poll;",
                        "return true;"),
                ofAgent(
                        "a failed start is never begun again",
                        "session.LocalAccount",
                        "return heardAfterPoll < poll;",
                        "return false;"),
                ofAgent(
                        "a list of static accounts whose poll got no answer is not sent again",
                        "session.Polls",
                        "declare |= declaring;",
                        ""),
                ofAgent(
                        "static accounts are not declared again every few minutes",
                        "session.Polls",
                        "declaring = declare || (everDeclaredSome && !now.isBefore(declared.plus(DECLARED_AGAIN)));",
                        "declaring = declare;"),
                ofAgent(
                        "a definition of another generation is taken for the one asked for",
                        "session.DefinitionQueue",
                        "need.generation() == entry.generation() && asked",
                        "asked"),
                ofAgent(
                        "a definition of another generation is used for the one wanted",
                        "session.DefinitionQueue",
                        """
                        if (need != null && need.generation() == entry.generation() && asked.remove(entry.account())) {
                                        needed.remove(entry.account());
                                        ready.put(entry.account(), new Ready(entry.account(), entry.generation(), entry.definition()));""",
                        """
                        if (need != null && asked.remove(entry.account())) {
                                        needed.remove(entry.account());
                                        ready.put(entry.account(), new Ready(entry.account(), need.generation(), entry.definition()));"""),
                ofAgent(
                        "a watch that would not stop is left alone",
                        "session.Watches",
                        "case STUCK -> watches.stop(live);",
                        "case STUCK -> {}"),
                ofAgent(
                        "a start that takes too long is not given up",
                        "session.LiveWatches",
                        "alarms.set(live, now.plus(settings.startTimeout()));",
                        ""));
    }
}
