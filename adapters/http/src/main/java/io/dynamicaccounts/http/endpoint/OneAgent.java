package io.dynamicaccounts.http.endpoint;

import io.dynamicaccounts.functions.FunctionName;
import io.dynamicaccounts.functions.Functions;
import io.dynamicaccounts.functions.operator.GetAgent;
import io.dynamicaccounts.http.json.Schema;
import io.dynamicaccounts.http.problem.ProblemKind;

/** {@code GET /armory/agents/{agentId}}: one agent, if it lives. */
public final class OneAgent implements Endpoint<Input.Nothing> {

    static final String NOT_THERE = "no agent of this id has a fresh heartbeat";

    private final Functions functions;
    private final String installation;

    public OneAgent(Functions functions, String installation) {
        this.functions = functions;
        this.installation = installation;
    }

    @Override
    public Description<Input.Nothing> description() {
        return Description.of("One agent, if it lives", new Input.Nothing())
                .replies(200, "The agent.", Schema.ref("Agent"))
                .refuses(ProblemKind.NO_SUCH_AGENT);
    }

    @Override
    public Answer answer(Call call, Input.Nothing nothing) {
        return call.agentId()
                .flatMap(id -> functions
                        .get(FunctionName.AGENT)
                        .apply(new GetAgent.Request(id))
                        .agent())
                .map(view -> Answer.ok(AgentBody.of(view, installation)))
                .orElseGet(() -> Answer.refused(ProblemKind.NO_SUCH_AGENT, NOT_THERE));
    }
}
