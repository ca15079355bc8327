package io.dynamicaccounts.functions.agent;

import io.dynamicaccounts.functions.SharedComponents;
import io.dynamicaccounts.functions.account.AgentId;
import io.dynamicaccounts.functions.account.SessionId;
import io.dynamicaccounts.functions.account.ZoneId;
import io.dynamicaccounts.functions.transition.WriteContext;
import io.dynamicaccounts.functions.zone.RosterChanges;
import java.util.function.Function;

/** Lets an agent leave that ends itself; its zone's accounts follow with the next sweep. */
public final class Goodbye implements Function<Goodbye.Request, Goodbye.Result> {

    private final WriteContext context;
    private final RosterChanges rosterChanges;

    /** Puts the function together over the shared components. */
    public Goodbye(SharedComponents shared) {
        this.context = shared.context();
        this.rosterChanges = shared.rosterChanges();
    }

    public record Request(AgentId agent, ZoneId zone, SessionId session) {}

    /**
     * What became of it.
     *
     * @param left false when another session holds the id, or nobody does: nothing was done
     */
    public record Result(boolean left) {}

    @Override
    public Result apply(Request request) {
        boolean left =
                context.store().heartbeats().leave(request.zone(), request.agent(), request.session(), context.now());
        rosterChanges.leave(request.zone(), request.agent(), request.session());
        return new Result(left);
    }
}
