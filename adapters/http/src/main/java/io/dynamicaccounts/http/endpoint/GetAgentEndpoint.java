package io.dynamicaccounts.http.endpoint;

import io.dynamicaccounts.functions.FunctionName;
import io.dynamicaccounts.functions.Functions;
import io.dynamicaccounts.functions.operator.GetAgent;
import io.dynamicaccounts.http.json.Schema;
import io.dynamicaccounts.http.problem.ProblemKind;

/** {@code GET /armory/agents/{agentId}}: one live agent. */
public final class GetAgentEndpoint implements Endpoint<AgentQuery> {

    private final Functions functions;
    private final String installation;

    public GetAgentEndpoint(Functions functions, String installation) {
        this.functions = functions;
        this.installation = installation;
    }

    @Override
    public Description<AgentQuery> description() {
        return Description.of("One agent, if it lives", new Input.Query<>(AgentQuery.SHAPE))
                .replies(200, "The agent.", Schema.ref("Agent"))
                .refuses(ProblemKind.NO_SUCH_AGENT, ProblemKind.AGENT_IN_SEVERAL_ZONES);
    }

    @Override
    public Answer answer(Call call, AgentQuery which) {
        return call.agentId()
                .map(id -> functions.get(FunctionName.AGENT).apply(new GetAgent.Request(id, which.zone())))
                .map(result -> switch (result) {
                    case GetAgent.Result.Found(var view) ->
                        Answer.ok(AgentBody.WRITER.write(new AgentBody(view, installation)));
                    case GetAgent.Result.Missing() -> AgentQuery.missing();
                    case GetAgent.Result.Several(var zones) -> AgentQuery.several(zones);
                })
                .orElseGet(AgentQuery::missing);
    }
}
