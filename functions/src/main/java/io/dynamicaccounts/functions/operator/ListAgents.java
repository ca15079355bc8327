package io.dynamicaccounts.functions.operator;

import io.dynamicaccounts.functions.store.Heartbeat;
import io.dynamicaccounts.functions.store.Store;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Every agent with a fresh heartbeat, by id. */
public final class ListAgents implements Function<ListAgents.Request, ListAgents.Result> {

    private static final int PAGE = 1_000;

    private final Store store;
    private final AgentViews views;
    private final InstantSource clock;

    ListAgents(Store store, AgentViews views, InstantSource clock) {
        this.store = store;
        this.views = views;
        this.clock = clock;
    }

    public record Request() {}

    public record Result(List<AgentView> agents) {}

    @Override
    public Result apply(Request request) {
        var heartbeats = new ArrayList<Heartbeat>();
        List<Heartbeat> page = store.heartbeats().page(null, PAGE);
        while (!page.isEmpty()) {
            heartbeats.addAll(page);
            page = page.size() < PAGE ? List.of() : store.heartbeats().page(page.getLast(), PAGE);
        }
        return new Result(views.of(heartbeats, clock.instant()));
    }
}
