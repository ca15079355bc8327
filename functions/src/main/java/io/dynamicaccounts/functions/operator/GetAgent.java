package io.dynamicaccounts.functions.operator;

import io.dynamicaccounts.functions.account.AgentId;
import io.dynamicaccounts.functions.writing.Writing;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** One agent, if it has a fresh heartbeat. */
public final class GetAgent implements Function<GetAgent.Request, GetAgent.Result> {

    private final Writing writing;
    private final AgentViews views;

    GetAgent(Writing writing, AgentViews views) {
        this.writing = writing;
        this.views = views;
    }

    public record Request(AgentId agent) {}

    /** Empty when no such agent lives. */
    public record Result(Optional<AgentView> agent) {}

    @Override
    public Result apply(Request request) {
        return new Result(writing.store()
                .heartbeats()
                .zoneOf(request.agent())
                .flatMap(zone -> writing.store().heartbeats().find(zone, request.agent()))
                .flatMap(heartbeat ->
                        views.of(List.of(heartbeat), writing.now()).stream().findFirst()));
    }
}
