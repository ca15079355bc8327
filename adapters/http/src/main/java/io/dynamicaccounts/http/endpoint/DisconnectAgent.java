package io.dynamicaccounts.http.endpoint;

import io.dynamicaccounts.functions.FunctionName;
import io.dynamicaccounts.functions.Functions;
import io.dynamicaccounts.functions.operator.Disconnect;
import io.dynamicaccounts.http.problem.ProblemKind;

/** {@code POST /armory/agent/{agentId}/disconnect}: forgets an agent now instead of after its heartbeat timeout. */
public final class DisconnectAgent implements Endpoint<WhichAgent> {

    private final Functions functions;

    public DisconnectAgent(Functions functions) {
        this.functions = functions;
    }

    @Override
    public Description<WhichAgent> description() {
        return Description.of(
                        "Forget an agent now, and sweep its zone", new Input.QueryBesideIgnored<>(WhichAgent.SHAPE))
                .replies(202, "Forgotten. If it still runs, its next poll registers it anew.")
                .refuses(ProblemKind.NO_SUCH_AGENT, ProblemKind.AGENT_IN_SEVERAL_ZONES);
    }

    @Override
    public Answer answer(Call call, WhichAgent which) {
        return call.agentId()
                .map(id -> functions
                        .get(FunctionName.DISCONNECT)
                        .apply(new Disconnect.Request(call.actor(), id, which.zone())))
                .map(result -> switch (result) {
                    case Disconnect.Result.Disconnected() -> Answer.accepted();
                    case Disconnect.Result.Missing() -> WhichAgent.missing();
                    case Disconnect.Result.Several(var zones) -> WhichAgent.several(zones);
                })
                .orElseGet(WhichAgent::missing);
    }
}
