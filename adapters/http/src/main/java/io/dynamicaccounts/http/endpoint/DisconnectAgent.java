package io.dynamicaccounts.http.endpoint;

import io.dynamicaccounts.functions.FunctionName;
import io.dynamicaccounts.functions.Functions;
import io.dynamicaccounts.functions.operator.Disconnect;
import io.dynamicaccounts.http.problem.ProblemKind;

/** {@code POST /armory/agent/{agentId}/disconnect}: forgets an agent now instead of after its heartbeat timeout. */
public final class DisconnectAgent implements Endpoint<Input.Nothing> {

    private final Functions functions;

    public DisconnectAgent(Functions functions) {
        this.functions = functions;
    }

    @Override
    public Description<Input.Nothing> description() {
        return Description.of("Forget an agent now, and sweep its zone", new Input.Ignored())
                .replies(202, "Forgotten. If it still runs, its next poll registers it anew.")
                .refuses(ProblemKind.NO_SUCH_AGENT);
    }

    @Override
    public Answer answer(Call call, Input.Nothing nothing) {
        return call.agentId()
                .filter(id -> functions
                        .get(FunctionName.DISCONNECT)
                        .apply(new Disconnect.Request(call.actor(), id))
                        .found())
                .map(id -> Answer.accepted())
                .orElseGet(() -> Answer.refused(ProblemKind.NO_SUCH_AGENT, OneAgent.NOT_THERE));
    }
}
