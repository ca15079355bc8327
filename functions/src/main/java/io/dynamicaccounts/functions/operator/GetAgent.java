package io.dynamicaccounts.functions.operator;

import io.dynamicaccounts.functions.account.AgentId;
import io.dynamicaccounts.functions.store.Store;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** One agent, if it has a fresh heartbeat. */
public final class GetAgent implements Function<GetAgent.Request, GetAgent.Result> {

    private final Store store;
    private final AgentViews views;
    private final InstantSource clock;

    GetAgent(Store store, AgentViews views, InstantSource clock) {
        this.store = store;
        this.views = views;
        this.clock = clock;
    }

    public record Request(AgentId agent) {}

    /** Empty when no such agent lives. */
    public record Result(Optional<AgentView> agent) {}

    @Override
    public Result apply(Request request) {
        return new Result(store.heartbeats()
                .zoneOf(request.agent())
                .flatMap(zone -> store.heartbeats().find(zone, request.agent()))
                .flatMap(heartbeat ->
                        views.of(List.of(heartbeat), clock.instant()).stream().findFirst()));
    }
}
