package io.dynamicaccounts.http.endpoint;

import io.dynamicaccounts.functions.FunctionName;
import io.dynamicaccounts.functions.Functions;
import io.dynamicaccounts.functions.operator.Disconnect;
import io.dynamicaccounts.http.problem.ProblemKind;

/** {@code POST /armory/agent/{agentId}/disconnect}: forgets an agent now instead of after its heartbeat timeout. */
public final class DisconnectAgentEndpoint implements Endpoint<AgentQuery> {

    private final Functions functions;

    public DisconnectAgentEndpoint(Functions functions) {
        this.functions = functions;
    }

    @Override
    public Description<AgentQuery> description() {
        return Description.of(
                        "Forget an agent now, and sweep its zone", new Input.QueryBesideIgnored<>(AgentQuery.SHAPE))
                .replies(202, "Forgotten. If it still runs, its next poll registers it anew.")
                .refuses(ProblemKind.NO_SUCH_AGENT, ProblemKind.AGENT_IN_SEVERAL_ZONES);
    }

    @Override
    public Answer answer(Call call, AgentQuery which) {
        return call.agentId()
                .map(id -> functions
                        .get(FunctionName.DISCONNECT)
                        .apply(new Disconnect.Request(call.actor(), id, which.zone())))
                .map(result -> switch (result) {
                    case Disconnect.Result.Disconnected() -> Answer.accepted();
                    case Disconnect.Result.Missing() -> AgentQuery.missing();
                    case Disconnect.Result.Several(var zones) -> AgentQuery.several(zones);
                })
                .orElseGet(AgentQuery::missing);
    }
}
