package io.dynamicaccounts.functions.operator;

import io.dynamicaccounts.functions.SharedComponents;
import io.dynamicaccounts.functions.transition.WriteContext;
import java.util.List;
import java.util.function.Function;

/** Every agent with a fresh heartbeat, by id and zone. */
public final class ListAgents implements Function<ListAgents.Request, ListAgents.Result> {

    private final WriteContext context;
    private final AgentViews views;

    /** Puts the function together over the shared components. */
    public ListAgents(SharedComponents shared) {
        this.context = shared.context();
        this.views = new AgentViews(context.store(), shared.settings());
    }

    public record Request() {}

    public record Result(List<AgentView> agents) {}

    @Override
    public Result apply(Request request) {
        return new Result(views.of(context.store().heartbeats().all(), context.now()));
    }
}
