package io.dynamicaccounts.simulation;

import static io.dynamicaccounts.simulation.SourceFault.ofFunctions;

import java.util.List;
import java.util.stream.Stream;

/** What the functions could get wrong. */
final class FunctionFaults {

    private FunctionFaults() {}

    static List<SourceFault> all() {
        return Stream.of(desiredState(), healing(), arrivals(), rosters(), stops(), sweep(), declarations())
                .flatMap(List::stream)
                .toList();
    }

    private static List<SourceFault> desiredState() {
        return List.of(
                ofFunctions(
                        "a list claims the next revision although raising it failed",
                        "agent.DesiredState",
                        ".orElse(zone.revision());",
                        ".orElse(zone.revision() + 1);"),
                ofFunctions(
                        "nothing is raised before accounts are taken",
                        "agent.DesiredState",
                        "takes || stops || !ready.isEmpty()",
                        "stops || !ready.isEmpty()"),
                ofFunctions(
                        "stops are sent under a revision that was not raised",
                        "agent.DesiredState",
                        "if (stops && raised.isPresent()) {",
                        "if (stops) {"),
                ofFunctions(
                        "stops are noted under the revision before the one that names them",
                        "agent.Stopping",
                        ".stopRevision(revision)",
                        ".stopRevision(revision - 1)"),
                ofFunctions(
                        "confirmation is not asked of a new registration",
                        "agent.DesiredState",
                        "return outcome.isEmpty()",
                        "if (outcome.isEmpty()) {\nreturn false;\n}\nreturn false"),
                ofFunctions(
                        "the zone's other agents are not told of what one has taken",
                        "agent.DesiredState",
                        "if (taken.any() && zone.members().size() > 1) {",
                        "if (false) {"),
                ofFunctions(
                        "stops count as done once they are sent",
                        "agent.DesiredState",
                        "noneMatch(DesiredState::isStop)",
                        "noneMatch(one -> one.standing() == Standing.TO_DEACTIVATE)"));
    }

    private static List<SourceFault> healing() {
        return List.of(
                ofFunctions(
                        "an answer forgets the zones that a healed assignment left",
                        "writing.Healing",
                        "return current;",
                        "return publisher.assignment(known.zone(), found);"),
                ofFunctions(
                        "an assignment that lags is not healed",
                        "writing.Healing",
                        "assignments.publish(current);",
                        ""),
                ofFunctions(
                        "an assignment that lags is answered as it was",
                        "writing.Healing",
                        "return current;",
                        "return known;"),
                ofFunctions(
                        "a zone that an account left is not raised",
                        "writing.Publisher",
                        "zones.forEach(zone -> store.zones().raise(zone, false));",
                        ""));
    }

    private static List<SourceFault> arrivals() {
        return List.of(
                ofFunctions(
                        "an account arrives once any of the zones that it left has let go",
                        "agent.Arrivals",
                        ".allMatch(left ->",
                        ".anyMatch(left ->"),
                ofFunctions(
                        "an arrival is noted but not raised",
                        "agent.DesiredState",
                        "takes || stops || !ready.isEmpty()",
                        "takes || stops"),
                ofFunctions(
                        "who waits for an arrival is not asked back",
                        "agent.DesiredState",
                        "taken.more() || waits",
                        "taken.more()"),
                ofFunctions(
                        "an account arrives although one who went from its last zone may still cache it",
                        "zone.Caching",
                        "if (left.roster().departed().stream()",
                        "if (false && left.roster().departed().stream()"),
                ofFunctions(
                        "a zone that an account left has let go one revision too early",
                        "zone.Caching",
                        "hasApplied(member, left.revision())",
                        "hasApplied(member, left.revision() - 1)"));
    }

    private static List<SourceFault> rosters() {
        return List.of(
                ofFunctions(
                        "who has gone is let in again before it is expelled",
                        "agent.Registration",
                        "Zone _ = rosters.expelDead(beat.zone());",
                        ""),
                ofFunctions(
                        "whose place another process took is not waited for",
                        "zone.Rosters",
                        ".map(other -> new Departed(other.registration(), justNow(lease)))",
                        ".map(other -> new Departed(other.registration(), clock.instant()))"),
                ofFunctions(
                        "who was expelled is not waited for",
                        "zone.Rosters",
                        "gone.lastSeen().plus(settings.leaseAt(gone.interval())).plus(CLOCKS))",
                        "gone.lastSeen())"),
                ofFunctions(
                        "leases are waited for as if all clocks agreed",
                        "zone.Rosters",
                        "CLOCKS = Duration.ofSeconds(5)",
                        "CLOCKS = Duration.ofSeconds(-2)"),
                ofFunctions(
                        "who went before the last change of the roster is waited for no more",
                        "zone.Rosters",
                        "new ArrayList<>(read.roster().departed())",
                        "new ArrayList<Departed>()"),
                ofFunctions(
                        "an epoch settles one revision too early",
                        "zone.Caching",
                        "hasApplied(member, roster.since())",
                        "hasApplied(member, roster.since() - 1)"),
                ofFunctions(
                        "the sweep leaves the dead in the roster",
                        "sweep.Sweep",
                        "Zone roster = rosters.expelDead(zone);",
                        "Zone roster = writing.store().zones().find(zone);"),
                ofFunctions(
                        "a goodbye leaves its place in the roster",
                        "agent.Goodbye",
                        "rosters.leave(request.zone(), request.agent(), request.session());",
                        ""),
                ofFunctions(
                        "who held the id before is not remembered as superseded",
                        "agent.Registration",
                        "if (!found.session().equals(newer)) {",
                        "if (false) {"),
                ofFunctions(
                        "a definition is given to whichever zone asks for it",
                        "agent.FetchDefinitions",
                        "account.zone().filter(request.zone()::equals).isPresent())",
                        "account.zone().isPresent())"));
    }

    private static List<SourceFault> stops() {
        return List.of(
                ofFunctions(
                        "a stop is over once an earlier revision is acknowledged",
                        "zone.Stops",
                        "acknowledgements.letGo(assignment.stopRevision(),",
                        "acknowledgements.letGo(assignment.stopRevision() - 1,"),
                ofFunctions(
                        "one agent's failure fails a start that others may yet make",
                        "agent.Outcomes",
                        "zone.members().stream().allMatch(member -> noted.says",
                        "zone.members().stream().anyMatch(member -> noted.says"),
                ofFunctions(
                        "a report that one watches confirms whatever generation there is",
                        "agent.Outcomes",
                        "return writing.facts(actor, now).zone(noted.zone()).generation(noted.generation());",
                        "return writing.facts(actor, now).zone(noted.zone()).generation(writing.store().accounts()"
                                + ".find(noted.account()).map(Account::generation).orElse(noted.generation()));"));
    }

    private static List<SourceFault> sweep() {
        return List.of(
                ofFunctions(
                        "what was published again is never looked at again",
                        "sweep.DueWork",
                        "next.orElse(null));",
                        "null);"),
                ofFunctions(
                        "the sweep stops an account before its agents have let go",
                        "sweep.DueWork",
                        "if (!lives || waitingFor.isEmpty()) {",
                        "if (!lives || !waitingFor.isEmpty()) {"),
                ofFunctions(
                        "an account settles before everybody has answered",
                        "sweep.DueZones",
                        ".allMatch(registration ->",
                        ".anyMatch(registration ->"),
                ofFunctions(
                        "accounts follow a death although an agent has come meanwhile",
                        "zone.DeadZone",
                        "if (writing.store().zones().find(zone).lives()) {",
                        "if (false) {"),
                ofFunctions(
                        "due work is taken up although the sweep distrusts",
                        "sweep.DueWork",
                        "if (distrusts && (expired || !lives)) {",
                        "if (false) {"));
    }

    private static List<SourceFault> declarations() {
        return List.of(
                ofFunctions(
                        "what nobody declares is withdrawn before everybody has sent its list",
                        "zone.Declared",
                        " && sent.containsAll(zone.registrations())",
                        ""),
                ofFunctions(
                        "what an earlier list had yet to withdraw is forgotten",
                        "agent.DeclaredLists",
                        "former.addAll(before.former());",
                        ""),
                ofFunctions(
                        "a list that was held up replaces that of a later registration",
                        "agent.DeclaredLists",
                        "if (before.registration() > self.registration()) {",
                        "if (false) {"),
                ofFunctions(
                        "what was declared by an outdated list stays",
                        "agent.DeclaredLists",
                        "outdated.removeAll(newest.names());",
                        "outdated.clear();"));
    }
}
