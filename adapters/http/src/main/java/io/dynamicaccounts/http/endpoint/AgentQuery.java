package io.dynamicaccounts.http.endpoint;

import io.dynamicaccounts.functions.account.ZoneId;
import io.dynamicaccounts.http.json.Field;
import io.dynamicaccounts.http.json.Identifiers;
import io.dynamicaccounts.http.json.QueryShape;
import io.dynamicaccounts.http.problem.ProblemKind;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The parameters by which an operator tells apart agents of one id.
 *
 * @param zone the zone of the agent; needed only where agents of several zones have the id
 */
public record AgentQuery(Optional<ZoneId> zone) {

    /** How many zones a refusal names. The first ones are enough to see what is wrong. */
    private static final int MOST_NAMED = 20;

    private static final Field<ZoneId> ZONE = Field.optional(
            "zoneId", Identifiers.ZONE, "The agent's zone. Needed only where agents of several zones have this id.");

    static final QueryShape<AgentQuery> SHAPE = QueryShape.of(fields -> new AgentQuery(fields.find(ZONE)), ZONE);

    /** Returns the answer where no agent matches. */
    static Answer missing() {
        return Answer.refused(
                ProblemKind.NO_SUCH_AGENT,
                "no agent of this id, and of the zone if one is named, has a fresh heartbeat");
    }

    /** Returns the answer where agents of several zones have the id. */
    static Answer several(List<ZoneId> zones) {
        String named = zones.stream().limit(MOST_NAMED).map(ZoneId::value).collect(Collectors.joining(", "));
        String more = zones.size() > MOST_NAMED ? " and " + (zones.size() - MOST_NAMED) + " more" : "";
        return Answer.refused(
                ProblemKind.AGENT_IN_SEVERAL_ZONES,
                "agents of the zones " + named + more + " have this id: say which with ?zoneId=");
    }
}
