package io.dynamicaccounts.functions.agent;

import io.dynamicaccounts.functions.SharedComponents;
import io.dynamicaccounts.functions.account.AgentId;
import io.dynamicaccounts.functions.account.SessionId;
import io.dynamicaccounts.functions.account.ZoneId;
import io.dynamicaccounts.functions.transition.WriteContext;
import io.dynamicaccounts.functions.zone.RosterChanges;
import java.util.function.Function;

/** Removes an agent that ends itself from its zone. The next sweep handles the accounts of the zone. */
public final class Goodbye implements Function<Goodbye.Request, Goodbye.Result> {

    private final WriteContext context;
    private final RosterChanges rosterChanges;

    /** Builds the function from the shared components. */
    public Goodbye(SharedComponents shared) {
        this.context = shared.context();
        this.rosterChanges = shared.rosterChanges();
    }

    /** The goodbye of a session. */
    public record Request(AgentId agent, ZoneId zone, SessionId session) {}

    /**
     * The result of a goodbye.
     *
     * @param left false when another session or no session holds the id, so nothing changed
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
