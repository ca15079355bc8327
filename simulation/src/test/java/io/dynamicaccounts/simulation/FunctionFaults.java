package io.dynamicaccounts.simulation;

import static io.dynamicaccounts.simulation.SourceFault.ofFunctions;

import java.util.List;
import java.util.stream.Stream;

/** What the functions could get wrong. */
final class FunctionFaults {

    private FunctionFaults() {}

    static List<SourceFault> all() {
        return Stream.of(desiredState(), healing(), rosters(), stops(), sweep(), declarations())
                .flatMap(List::stream)
                .toList();
    }

    private static List<SourceFault> desiredState() {
        return List.of(
                ofFunctions(
                        "a list claims the next revision although raising it failed",
                        "agent.DesiredStateBuilder",
                        ".orElse(zone.revision());",
                        ".orElse(zone.revision() + 1);"),
                ofFunctions(
                        "stops are sent under a revision that was not raised",
                        "agent.DesiredStateBuilder",
                        "if (stops && raised.isPresent()) {",
                        "if (stops) {"),
                ofFunctions(
                        "stops are noted under the revision before the one that names them",
                        "agent.StopAssignment",
                        ".stopSent(assignment.zone(), assignment.generation(), revision)",
                        ".stopSent(assignment.zone(), assignment.generation(), revision - 1)"));
    }

    private static List<SourceFault> healing() {
        return List.of(
                ofFunctions(
                        "an assignment that lags is not healed",
                        "transition.AssignmentRepair",
                        "assignments.publish(current);",
                        ""),
                ofFunctions(
                        "an assignment that lags is answered as it was",
                        "transition.AssignmentRepair",
                        "return current;",
                        "return known;"),
                ofFunctions(
                        "an answer forgets the zones that a healed assignment left",
                        "transition.AssignmentRepair",
                        "return current;",
                        "return publisher.assignment(known.zone(), found);"));
    }

    private static List<SourceFault> rosters() {
        return List.of(
                ofFunctions(
                        "whose place another process took is not waited for",
                        "zone.RosterChanges",
                        "new Departed(other.registration(), until.plus(CLOCK_SKEW))",
                        "new Departed(other.registration(), clock.instant())"),
                ofFunctions(
                        "who was expelled is not waited for",
                        "zone.RosterChanges",
                        "new Departed(member.registration(), leaseEnd(member, known))",
                        "new Departed(member.registration(), clock.instant())"),
                ofFunctions(
                        "who went before the last change of the roster is waited for no more",
                        "zone.RosterChanges",
                        "new ArrayList<>(read.roster().departed())",
                        "new ArrayList<Departed>()"),
                ofFunctions(
                        "an epoch settles one revision too early",
                        "zone.CacherSelection",
                        "hasAcknowledgedCaching(member, roster.firstRevision())",
                        "hasAcknowledgedCaching(member, roster.firstRevision() - 1)"),
                ofFunctions(
                        "the sweep leaves the dead in the roster",
                        "sweep.Sweep",
                        "Zone roster = rosterChanges.removeDead(zone);",
                        "Zone roster = context.store().zones().find(zone);"),
                ofFunctions(
                                "who held the id before is not remembered as superseded",
                                "agent.Registration",
                                "if (!found.session().equals(newer)) {",
                                "if (false) {")
                        .andOfFunctions(
                                "agent.Registration",
                                "registration.getAsLong() < found.registration()",
                                "registration.getAsLong() < 0"));
    }

    private static List<SourceFault> stops() {
        return List.of(
                ofFunctions(
                        "a stop is over once an earlier revision is acknowledged",
                        "zone.StopCompletion",
                        "assignment.stopRevision(), assignment.generation(),",
                        "assignment.stopRevision() - 1, assignment.generation(),"),
                ofFunctions(
                        "a report that one watches confirms whatever generation there is",
                        "agent.ReportHandler",
                        ".confirm(noted.zone(), noted.generation(),",
                        ".confirm(noted.zone(), context.store().accounts()"
                                + ".find(noted.account()).map(Account::generation).orElse(noted.generation()),"));
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
                        "if (!lives || !waitingFor.isEmpty()) {"));
    }

    private static List<SourceFault> declarations() {
        return List.of(ofFunctions(
                "what an earlier list had yet to withdraw is forgotten",
                "agent.DeclarationWriter",
                "former.addAll(before.dropped());",
                ""));
    }
}
