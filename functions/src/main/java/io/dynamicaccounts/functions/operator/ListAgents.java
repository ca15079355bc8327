package io.dynamicaccounts.functions.operator;

import io.dynamicaccounts.functions.store.Heartbeat;
import io.dynamicaccounts.functions.writing.Writing;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Every agent with a fresh heartbeat, by id. */
public final class ListAgents implements Function<ListAgents.Request, ListAgents.Result> {

    private static final int PAGE = 1_000;

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
        var heartbeats = new ArrayList<Heartbeat>();
        List<Heartbeat> page = writing.store().heartbeats().page(null, PAGE);
        while (!page.isEmpty()) {
            heartbeats.addAll(page);
            page = page.size() < PAGE ? List.of() : writing.store().heartbeats().page(page.getLast(), PAGE);
        }
        return new Result(views.of(heartbeats, writing.now()));
    }
}
