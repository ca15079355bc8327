package io.dynamicaccounts.simulation;

import static io.dynamicaccounts.simulation.SourceFault.ofAgent;
import static io.dynamicaccounts.simulation.SourceFault.ofFunctions;

import java.util.List;
import java.util.stream.Stream;

/**
 * Lists faults that no seed has shown yet: each is a question to the simulation, though some may do no harm at all.
 */
final class UnnoticedFaults {

    private UnnoticedFaults() {}

    static List<SourceFault> all() {
        return Stream.of(ofTheAgent(), ofTheFunctions(), asTheyWere())
                .flatMap(List::stream)
                .toList();
    }

    private static List<SourceFault> ofTheAgent() {
        return List.of(
                ofAgent("a report speaks of another generation than the one watched", "session.Watches", """
                        if (live != null && live.phase == Phase.WATCHING && live.named()) {
                                            reportWatching(live);""", """
                        if (live != null && live.phase == Phase.WATCHING) {
                                            report(account, Report.watching(account.name, assignment.generation(), null, null, null, null));"""),
                ofAgent(
                        "a watch is stopped before it lets go of caching",
                        "session.LiveWatches",
                        "        cache(live);\n        alarms.set(live, now.plus(settings.stopTimeout()));",
                        "        alarms.set(live, now.plus(settings.stopTimeout()));"),
                ofAgent(
                        "a goodbye is said before the watches have stopped",
                        "session.SessionShutdown",
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
                        "void undelivered() {",
                        "void undelivered() {\n        sent.forEach(this::forget);"),
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
                        "session.Declarations",
                        "due |= sent.isPresent();",
                        ""),
                ofAgent(
                        "static accounts are not declared again every few minutes",
                        "session.Declarations",
                        "boolean declares = due || (everDeclaredSome && !now.isBefore(declared.plus(DECLARED_AGAIN)));",
                        "boolean declares = due;"),
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

    private static List<SourceFault> ofTheFunctions() {
        return List.of(
                ofFunctions(
                        "nothing is raised before accounts are taken",
                        "agent.DesiredStateBuilder",
                        "takes || stops || tells",
                        "stops || tells"),
                ofFunctions(
                        "confirmation is not asked of a new registration",
                        "agent.ConfirmationRequests",
                        "|| assignment.outcome(self.registration()).isEmpty();",
                        ";"),
                ofFunctions(
                        "the zone's other agents are not told of what one has taken",
                        "agent.DesiredStateBuilder",
                        "if (taken.any() && zone.members().size() > 1) {",
                        "if (false) {"),
                ofFunctions(
                        "stops count as done once they are sent",
                        "agent.DesiredStateBuilder",
                        "noneMatch(DesiredStateBuilder::isStop)",
                        "noneMatch(one -> one.state() == AccountState.TO_DEACTIVATE)"),
                ofFunctions(
                        "a zone that an account left is not raised",
                        "transition.Publisher",
                        "store.zones().raiseRevision(zone, false).revision()",
                        "store.zones().find(zone).revision()"),
                ofFunctions(
                        "an account arrives once any of the zones that it left has let go",
                        "agent.ZoneArrivals",
                        ".allMatch(left ->",
                        ".anyMatch(left ->"),
                ofFunctions(
                        "an arrival is noted but not raised",
                        "agent.DesiredStateBuilder",
                        "|| !ready.isEmpty() || !handedOver.isEmpty()",
                        "|| !handedOver.isEmpty()"),
                ofFunctions(
                        "who waits for an arrival is not asked back",
                        "agent.DesiredStateBuilder",
                        "taken.more() || waits",
                        "taken.more()"),
                ofFunctions(
                        "an account arrives although one who went from its last zone may still cache it",
                        "zone.CacherSelection",
                        "&& allLeasesEnded(left, now)",
                        ""),
                ofFunctions(
                        "a zone that an account left has let go one revision too early",
                        "zone.CacherSelection",
                        ".allAcknowledgedCaching(told)",
                        ".allAcknowledgedCaching(told - 1)"),
                ofFunctions(
                        "who has gone is let in again before it is expelled",
                        "agent.Registration",
                        "Zone _ = rosterChanges.removeDead(beat.zone());",
                        ""),
                ofFunctions(
                        "leases are waited for as if all clocks agreed",
                        "zone.RosterChanges",
                        "CLOCK_SKEW = Duration.ofSeconds(5)",
                        "CLOCK_SKEW = Duration.ofSeconds(-2)"),
                ofFunctions(
                        "a goodbye leaves its place in the roster",
                        "agent.Goodbye",
                        "rosterChanges.leave(request.zone(), request.agent(), request.session());",
                        ""),
                ofFunctions(
                        "a definition is given to whichever zone asks for it",
                        "agent.FetchDefinitions",
                        "account.zone().filter(request.zone()::equals).isPresent())",
                        "account.zone().isPresent())"),
                ofFunctions(
                        "one agent's failure fails a start that others may yet make",
                        "agent.ReportHandler",
                        ".allMatch(member -> noted.lastReported(member.registration(), Assignment",
                        ".anyMatch(member -> noted.lastReported(member.registration(), Assignment"),
                ofFunctions(
                        "an account settles before everybody has answered",
                        "sweep.DueAccountZones",
                        ".allMatch(registration ->",
                        ".anyMatch(registration ->"),
                ofFunctions(
                        "accounts follow a death although an agent has come meanwhile",
                        "zone.DeadZoneFollowUp",
                        "if (context.store().zones().find(zone).hasLiveAgents()) {",
                        "if (false) {"),
                ofFunctions(
                        "due work is taken up although the sweep distrusts",
                        "sweep.DueWork",
                        "if (distrusts && (expired || !lives)) {",
                        "if (false) {"),
                ofFunctions(
                        "what nobody declares is withdrawn before everybody has sent its list",
                        "zone.ZoneDeclarations",
                        " && sent.containsAll(zone.registrations())",
                        ""),
                ofFunctions(
                        "a list that was held up replaces that of a later registration",
                        "agent.DeclarationWriter",
                        "if (before.registration() > self.registration()) {",
                        "if (false) {"),
                ofFunctions(
                        "what was declared by an outdated list stays",
                        "agent.DeclarationWriter",
                        "outdated.removeAll(newest.names());",
                        "outdated.clear();"));
    }

    /** What the product did get wrong, and no seed of today's scripts shows. */
    private static List<SourceFault> asTheyWere() {
        return List.of(
                ofFunctions(
                        "without recovery, a named cacher that failed is not asked again",
                        "agent.ConfirmationRequests",
                        "|| CacherSelection.isSelected(zone, self, assignment)",
                        ""),
                ofFunctions(
                        "what could not be withdrawn while the sweep distrusted is forgotten",
                        "agent.Poll",
                        "drawn.wantsConfirmation() || left.unfinished()",
                        "drawn.wantsConfirmation()"),
                ofAgent(
                        "a late report that one watches is believed for ever",
                        "session.Watches",
                        "&& !assignment.failed()",
                        "&& false"));
    }
}
