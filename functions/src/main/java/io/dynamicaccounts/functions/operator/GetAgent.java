package io.dynamicaccounts.functions.operator;

import io.dynamicaccounts.functions.SharedComponents;
import io.dynamicaccounts.functions.account.AgentId;
import io.dynamicaccounts.functions.account.ZoneId;
import io.dynamicaccounts.functions.store.Heartbeat;
import io.dynamicaccounts.functions.store.Heartbeats;
import io.dynamicaccounts.functions.transition.WriteContext;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Returns one agent, if it has a fresh heartbeat. */
public final class GetAgent implements Function<GetAgent.Request, GetAgent.Result> {

    private final WriteContext context;
    private final AgentViews views;

    /** Builds the function over the shared components. */
    public GetAgent(SharedComponents shared) {
        this.context = shared.context();
        this.views = new AgentViews(context.store(), shared.settings());
    }

    /**
     * Names the agent to look for.
     *
     * @param zone the zone of the agent; may be empty where only one agent has this id
     */
    public record Request(AgentId agent, Optional<ZoneId> zone) {}

    /** The agent, or the reason why the answer has none. */
    public sealed interface Result {
        record Found(AgentView agent) implements Result {}

        /** No live agent has this id. */
        record Missing() implements Result {}

        /** Several zones, listed here, have a live agent of this id, and the request must name one of them. */
        record Several(List<ZoneId> zones) implements Result {}
    }

    @Override
    public Result apply(Request request) {
        Instant now = context.now();
        Heartbeats heartbeats = context.store().heartbeats();
        List<Heartbeat> known = request.zone()
                .map(zone -> heartbeats.find(zone, request.agent()).stream().toList())
                .orElseGet(() -> heartbeats.in(request.agent()));
        List<Heartbeat> live = views.fresh(known, now);
        if (live.size() > 1) {
            return new Result.Several(live.stream().map(Heartbeat::zone).toList());
        }
        return views.of(live, now).stream()
                .findFirst()
                .<Result>map(Result.Found::new)
                .orElseGet(Result.Missing::new);
    }
}
