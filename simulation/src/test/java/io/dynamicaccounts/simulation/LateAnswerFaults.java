package io.dynamicaccounts.simulation;

import static io.dynamicaccounts.simulation.SourceFault.ofAgent;

import java.util.List;

/**
 * What the agent library could get wrong about answers that come late, or again. Some guards stand behind others,
 * which are gone too.
 */
final class LateAnswerFaults {

    private LateAnswerFaults() {}

    static List<SourceFault> all() {
        return List.of(
                ofAgent(
                        "an answer to an earlier poll counts",
                        "session.RequestCycle",
                        "underWay && request == number",
                        "request <= number"),
                ofAgent(
                                "an older list wins over a newer one",
                                "session.NewestList",
                                "if (taken != null && taken.isAfter(answer)) {",
                                "if (false) {")
                        .andOfAgent("session.RequestCycle", "underWay && request == number", "request <= number"),
                ofAgent(
                                "an agent caches on past a newer roster",
                                "session.NewestList",
                                "return taken != null && !incomplete;",
                                "return taken != null;")
                        .andOfFunctions(
                                "agent.Poll",
                                "return list\n",
                                "return list && (request.revision().isEmpty() || now.getEpochSecond() % 3 != 0)\n"));
    }
}
