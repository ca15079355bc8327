package io.dynamicaccounts.http.endpoint;

import io.dynamicaccounts.functions.account.AgentId;
import io.dynamicaccounts.functions.account.SessionId;
import io.dynamicaccounts.functions.account.ZoneId;
import io.dynamicaccounts.functions.agent.AgentRejection;
import io.dynamicaccounts.http.json.Field;
import io.dynamicaccounts.http.json.Flaws;
import io.dynamicaccounts.http.json.Identifiers;
import io.dynamicaccounts.http.json.Pointer;
import io.dynamicaccounts.http.problem.Problem;
import io.dynamicaccounts.http.problem.ProblemKind;
import java.time.Duration;
import java.util.function.Function;

/** What the calls of the agent protocol share: their common fields, and the answers that refuse them. */
final class AgentCall {

    static final Field<ZoneId> ZONE = Field.required("zoneId", Identifiers.ZONE, "The agent's zone.");
    static final Field<SessionId> SESSION =
            Field.required("session", Identifiers.SESSION, "A random id of this process of the agent.");

    /** The problems that every call of the protocol can be refused with. */
    static final ProblemKind[] REJECTIONS = {ProblemKind.OTHER_ZONE, ProblemKind.SUPERSEDED, ProblemKind.ZONE_FULL};

    private static final Duration RETRY = Duration.ofSeconds(30);

    private AgentCall() {}

    /** Returns the endpoint's answer for the agent that the path names, if the caller may speak for the zone. */
    static Answer forAgent(Call call, ZoneId zone, Function<AgentId, Answer> answer) {
        if (!call.principal().mayActIn(zone)) {
            return Answer.refused(
                    ProblemKind.OTHER_ZONE, "this token does not speak for the zone named in the request");
        }
        return call.agentId().map(answer).orElseGet(() -> {
            var flaws = new Flaws();
            Identifiers.AGENT.read(call.path().get("agentId"), Pointer.ofPath("agentId"), flaws);
            return Answer.refused(
                    Problem.of(ProblemKind.INVALID, "the path names no legal agent: see errors", flaws.wrong()));
        });
    }

    /** Returns the answer to a call that the function rejected. */
    static Answer rejected(AgentRejection refusal) {
        return switch (refusal) {
            case AgentRejection.Superseded superseded ->
                Answer.refused(ProblemKind.SUPERSEDED, "a newer process holds this agent's id: end this one");
            case AgentRejection.ZoneFull(var detail) -> later(ProblemKind.ZONE_FULL, detail);
        };
    }

    /** Refuses for now: there may be room later, whatever the agent does. */
    private static Answer later(ProblemKind kind, String detail) {
        return Answer.refused(Problem.of(kind, detail).retryAfter(RETRY));
    }

    /** Returns the wait in whole seconds, rounded up. */
    static long waitSeconds(Duration wait) {
        return wait.plusNanos(999_999_999).toSeconds();
    }
}
