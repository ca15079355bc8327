package io.dynamicaccounts.functions.agent;

import io.dynamicaccounts.functions.account.AgentId;
import io.dynamicaccounts.functions.account.SessionId;
import io.dynamicaccounts.functions.account.ZoneId;
import io.dynamicaccounts.functions.writing.Writing;
import io.dynamicaccounts.functions.zone.Rosters;
import java.util.function.Function;

/** Lets an agent leave that ends itself; its zone's accounts follow with the next sweep. */
public final class Goodbye implements Function<Goodbye.Request, Goodbye.Result> {

    private final Writing writing;
    private final Rosters rosters;

    Goodbye(Writing writing, Rosters rosters) {
        this.writing = writing;
        this.rosters = rosters;
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
                writing.store().heartbeats().leave(request.zone(), request.agent(), request.session(), writing.now());
        rosters.leave(request.zone(), request.agent(), request.session());
        return new Result(left);
    }
}
