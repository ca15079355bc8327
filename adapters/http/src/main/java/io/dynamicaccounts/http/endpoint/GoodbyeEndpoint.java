package io.dynamicaccounts.http.endpoint;

import io.dynamicaccounts.functions.FunctionName;
import io.dynamicaccounts.functions.Functions;
import io.dynamicaccounts.functions.account.SessionId;
import io.dynamicaccounts.functions.account.ZoneId;
import io.dynamicaccounts.functions.agent.Goodbye;
import io.dynamicaccounts.http.json.QueryShape;
import io.dynamicaccounts.http.problem.ProblemKind;

/**
 * {@code DELETE /armory/agents/{agentId}}: an agent leaves on its own. Nothing happens for another session than the
 * one that holds the id.
 */
public final class GoodbyeEndpoint implements Endpoint<GoodbyeEndpoint.Query> {

    /** The parameters: with the id in the path, which session leaves. */
    public record Query(ZoneId zone, SessionId session) {}

    private final Functions functions;

    public GoodbyeEndpoint(Functions functions) {
        this.functions = functions;
    }

    @Override
    public Description<Query> description() {
        return Description.of(
                        "An agent's graceful goodbye",
                        new Input.Query<>(QueryShape.of(
                                fields -> new Query(fields.get(AgentCall.ZONE), fields.get(AgentCall.SESSION)),
                                AgentCall.ZONE,
                                AgentCall.SESSION)))
                .replies(202, "Gone; or, for a session that does not hold the id, nothing was done.")
                .refuses(ProblemKind.OTHER_ZONE);
    }

    @Override
    public Answer answer(Call call, Query query) {
        return AgentCall.forAgent(call, query.zone(), agent -> {
            var request = new Goodbye.Request(agent, query.zone(), query.session());
            return switch (functions.get(FunctionName.GOODBYE).apply(request)) {
                case Goodbye.Result(boolean left) -> Answer.accepted();
            };
        });
    }
}
