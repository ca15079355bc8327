package io.dynamicaccounts.functions.operator;

import io.dynamicaccounts.functions.writing.Writing;
import java.util.List;
import java.util.function.Function;

/** Every agent with a fresh heartbeat, by id and zone. */
public final class ListAgents implements Function<ListAgents.Request, ListAgents.Result> {

    private final Writing writing;
    private final AgentViews views;

    ListAgents(Writing writing, AgentViews views) {
        this.writing = writing;
        this.views = views;
    }

    public record Request() {}

    public record Result(List<AgentView> agents) {}

    @Override
    public Result apply(Request request) {
        return new Result(views.of(writing.store().heartbeats().all(), writing.now()));
    }
}
