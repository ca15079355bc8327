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

/** What the calls of the agent protocol share: whose they are, and how they are turned away. */
final class AgentCall {

    static final Field<ZoneId> ZONE = Field.required("zoneId", Identifiers.ZONE, "The agent's zone.");
    static final Field<SessionId> SESSION =
            Field.required("session", Identifiers.SESSION, "A random id of this process of the agent.");

    /** What every call of the protocol can be turned away with. */
    static final ProblemKind[] REJECTIONS = {ProblemKind.OTHER_ZONE, ProblemKind.SUPERSEDED, ProblemKind.ZONE_FULL};

    private static final Duration ASK_AGAIN = Duration.ofSeconds(30);

    private AgentCall() {}

    /** The endpoint's answer for the agent that the path names, if it may speak for the zone. */
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

    static Answer rejected(AgentRejection refusal) {
        return switch (refusal) {
            case AgentRejection.Superseded superseded ->
                Answer.refused(ProblemKind.SUPERSEDED, "a newer process holds this agent's id: end this one");
            case AgentRejection.ZoneFull(var detail) -> later(ProblemKind.ZONE_FULL, detail);
        };
    }

    /** There may be room in a while, without anything that the agent could do for it. */
    private static Answer later(ProblemKind kind, String detail) {
        return Answer.refused(Problem.of(kind, detail).retryAfter(ASK_AGAIN));
    }

    /** Whole seconds, not fewer than the wait. */
    static long waitSeconds(Duration wait) {
        return wait.plusNanos(999_999_999).toSeconds();
    }
}
