package io.dynamicaccounts.simulation;

import static io.dynamicaccounts.simulation.SourceFault.ofAgent;

import java.util.List;

/** What the agent library could get wrong. */
final class AgentFaults {

    private AgentFaults() {}

    static List<SourceFault> all() {
        return List.of(
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
                        "end(new AgentEnd(AgentEnd.Reason.SUPERSEDED, detail), now);",
                        "polls.failed(new ControlPlaneAnswer.Unreachable<>(detail), now);"),
                ofAgent(
                        "a watch of an earlier generation is taken for the one wanted",
                        "session.LocalAccount",
                        " && wanted.generation() == id.generation();",
                        ";"),
                ofAgent(
                        "everybody caches, whomever the list names",
                        "session.LiveWatches",
                        "account.wanted != null && account.wanted.caching() ? grant",
                        "account.wanted != null ? grant"));
    }
}
