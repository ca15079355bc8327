package io.dynamicaccounts.functions.agent;

import io.dynamicaccounts.functions.account.AgentId;
import io.dynamicaccounts.functions.account.SessionId;
import io.dynamicaccounts.functions.account.ZoneId;
import io.dynamicaccounts.functions.store.Store;
import io.dynamicaccounts.functions.zone.Rosters;
import java.time.InstantSource;
import java.util.function.Function;

/** Lets an agent leave that ends itself; its zone's accounts follow with the next sweep. */
public final class Goodbye implements Function<Goodbye.Request, Goodbye.Result> {

    private final Store store;
    private final Rosters rosters;
    private final InstantSource clock;

    Goodbye(Store store, Rosters rosters, InstantSource clock) {
        this.store = store;
        this.rosters = rosters;
        this.clock = clock;
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
        boolean left = store.heartbeats().leave(request.zone(), request.agent(), request.session(), clock.instant());
        rosters.leave(request.zone(), request.agent(), request.session());
        return new Result(left);
    }
}
