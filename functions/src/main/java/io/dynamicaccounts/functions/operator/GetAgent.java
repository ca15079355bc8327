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

/** One agent, if it has a fresh heartbeat. */
public final class GetAgent implements Function<GetAgent.Request, GetAgent.Result> {

    private final WriteContext context;
    private final AgentViews views;

    /** Puts the function together over the shared components. */
    public GetAgent(SharedComponents shared) {
        this.context = shared.context();
        this.views = new AgentViews(context.store(), shared.settings());
    }

    /**
     * Whom to look for.
     *
     * @param zone which of the agents of this id; empty for the only one
     */
    public record Request(AgentId agent, Optional<ZoneId> zone) {}

    /** The agent, or why there is none to tell of. */
    public sealed interface Result {
        record Found(AgentView agent) implements Result {}

        /** No such agent lives. */
        record Missing() implements Result {}

        /** Agents of this id live in these zones, in order: the request must name one of them. */
        record Several(List<ZoneId> zones) implements Result {}
    }

    @Override
    public Result apply(Request request) {
        Instant now = context.now();
        Heartbeats heartbeats = context.store().heartbeats();
        List<Heartbeat> known = request.zone()
                .map(zone -> heartbeats.find(zone, request.agent()).stream().toList())
                .orElseGet(() -> heartbeats.in(request.agent()));
        List<Heartbeat> living = views.fresh(known, now);
        if (living.size() > 1) {
            return new Result.Several(living.stream().map(Heartbeat::zone).toList());
        }
        return views.of(living, now).stream()
                .findFirst()
                .<Result>map(Result.Found::new)
                .orElseGet(Result.Missing::new);
    }
}
