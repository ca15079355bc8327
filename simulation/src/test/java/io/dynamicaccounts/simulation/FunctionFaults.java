package io.dynamicaccounts.simulation;

import static io.dynamicaccounts.simulation.SourceFault.ofFunctions;

import java.util.List;
import java.util.stream.Stream;

/** What the functions could get wrong. */
final class FunctionFaults {

    private FunctionFaults() {}

    static List<SourceFault> all() {
        return Stream.of(desiredState(), healing(), rosters(), sweep(), declarations())
                .flatMap(List::stream)
                .toList();
    }

    private static List<SourceFault> desiredState() {
        return List.of(ofFunctions(
                "nothing is raised before accounts are taken",
                "agent.DesiredState",
                "takes || stops || !ready.isEmpty()",
                "stops || !ready.isEmpty()"));
    }

    private static List<SourceFault> healing() {
        return List.of(
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

    private static List<SourceFault> rosters() {
        return List.of(
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
                        "a definition is given to whichever zone asks for it",
                        "agent.FetchDefinitions",
                        "account.zone().filter(request.zone()::equals).isPresent())",
                        "account.zone().isPresent())"));
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
                        ".anyMatch(registration ->"));
    }

    private static List<SourceFault> declarations() {
        return List.of(ofFunctions(
                "a list that was held up replaces that of a later registration",
                "agent.DeclaredLists",
                "if (before.registration() > self.registration()) {",
                "if (false) {"));
    }
}
