package io.dynamicaccounts.http.endpoint;

import io.dynamicaccounts.functions.FunctionName;
import io.dynamicaccounts.functions.Functions;
import io.dynamicaccounts.functions.operator.ListAgents;
import io.dynamicaccounts.http.json.Schema;

/** {@code GET /armory/agents}: the agents with a fresh heartbeat. */
public final class ListAgentsEndpoint implements Endpoint<Input.Nothing> {

    private final Functions functions;
    private final String installation;

    public ListAgentsEndpoint(Functions functions, String installation) {
        this.functions = functions;
        this.installation = installation;
    }

    @Override
    public Description<Input.Nothing> description() {
        return Description.of("The agents that live", new Input.Nothing())
                .replies(200, "Those with a fresh heartbeat.", Schema.listOf(Schema.ref("Agent")));
    }

    @Override
    public Answer answer(Call call, Input.Nothing nothing) {
        return Answer.ok(AgentBody.WRITER.writeAll(
                functions.get(FunctionName.AGENTS).apply(new ListAgents.Request()).agents().stream()
                        .map(view -> new AgentBody(view, installation))
                        .toList()));
    }
}
