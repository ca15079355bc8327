package io.dynamicaccounts.simulation;

import static io.dynamicaccounts.simulation.SourceFault.ofAgent;
import static io.dynamicaccounts.simulation.SourceFault.ofFunctions;

import java.util.List;
import java.util.stream.Stream;

/** What the product did get wrong: each mending undone. */
final class FaultsAsTheyWere {

    private FaultsAsTheyWere() {}

    static List<SourceFault> all() {
        return Stream.of(retries(), handOvers(), leases(), moves(), declarations())
                .flatMap(List::stream)
                .toList();
    }

    private static List<SourceFault> retries() {
        return List.of(
                ofFunctions(
                        "success never resets the retries",
                        "lifecycle.Guard",
                        "facts.now().minus(Timing.STABLE_AFTER)",
                        "java.time.Instant.EPOCH"),
                ofFunctions("failed starts never recover", "lifecycle.Timing", "if (!recovers()) {", "if (true) {"),
                ofFunctions(
                        "who failed too often beside a watcher is not asked when the watcher leaves",
                        "agent.ConfirmationRequests",
                        "return allHaveFailed(assignment, zone)",
                        "return false"),
                ofAgent(
                        "who failed waits for ever for a list that was lost",
                        "session.AgentSession",
                        "&& watches.anyFailed()",
                        "&& false"));
    }

    private static List<SourceFault> handOvers() {
        return List.of(
                ofFunctions(
                        "nobody is excluded from caching what it cannot watch",
                        "agent.CachingHandOver",
                        "case ON -> ExclusionRule.next(zone, assignment);",
                        "case ON -> assignment.exclusions();"),
                ofFunctions(
                        "the hand-over of an exclusion is not waited for",
                        "zone.CacherSelection",
                        "&& !assignment.exclusions().pending()",
                        ""));
    }

    private static List<SourceFault> leases() {
        return List.of(
                ofFunctions(
                        "a lease ends by the settings of today",
                        "Settings",
                        "return heartbeat.leaseUntil().filter(byInterval::isBefore).orElse(byInterval);",
                        "return byInterval;"),
                ofFunctions(
                        "who takes an id over does not wait for the lease of the session before",
                        "agent.Registration",
                        "Collections.max(List.of(beat.leaseUntil(), settings.leaseEnd(found)))",
                        "beat.leaseUntil()"),
                ofFunctions(
                        "a poll whose beat is not written is told the lease of today",
                        "agent.Poll",
                        ".filter(stored -> stored.compareTo(told) < 0)",
                        ".filter(stored -> false)"));
    }

    private static List<SourceFault> moves() {
        return List.of(
                ofFunctions(
                        "caching is acknowledged only with the stops",
                        "agent.Poll",
                        "return cachingRevision.isPresent() ? cachingRevision : revision;",
                        "return revision;"),
                ofFunctions(
                        "a moved account waits for a revision that keeps moving",
                        "zone.CacherSelection",
                        "long told = revision == 0 ? left.revision() : revision;",
                        "long told = left.revision();"),
                ofFunctions(
                        "a confirmation forgets the zones that have not let go",
                        "lifecycle.Effect",
                        "facts.holdingZones().isEmpty()",
                        "true"));
    }

    private static List<SourceFault> declarations() {
        return List.of(
                ofFunctions(
                        "agents that declare one account differently take turns",
                        "agent.StaticAccounts",
                        "declared.decidingAgent(name).filter(agent -> !unchanged && !agent.equals(self.agent()))",
                        "Optional.empty()"),
                ofFunctions(
                        "what a list came too early to withdraw is left to whoever declared it",
                        "agent.StaticAccounts",
                        "if (!reconciled) {",
                        "if (false) {"));
    }
}
