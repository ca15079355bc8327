package io.dynamicaccounts.functions.operator;

import io.dynamicaccounts.functions.SharedComponents;
import io.dynamicaccounts.functions.transition.WriteContext;
import java.util.List;
import java.util.function.Function;

/** Lists every agent with a fresh heartbeat, sorted by id and zone. */
public final class ListAgents implements Function<ListAgents.Request, ListAgents.Result> {

    private final WriteContext context;
    private final AgentViews views;

    /** Builds the function over the shared components. */
    public ListAgents(SharedComponents shared) {
        this.context = shared.context();
        this.views = new AgentViews(context.store(), shared.settings());
    }

    /** Asks for all agents. */
    public record Request() {}

    /** The agents, sorted by id and zone. */
    public record Result(List<AgentView> agents) {}

    @Override
    public Result apply(Request request) {
        return new Result(views.of(context.store().heartbeats().all(), context.now()));
    }
}
