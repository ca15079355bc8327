package io.dynamicaccounts.functions.operator;

import io.dynamicaccounts.functions.account.AgentId;
import io.dynamicaccounts.functions.store.Heartbeat;
import io.dynamicaccounts.functions.store.Store;
import io.dynamicaccounts.functions.sweep.Sweep;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Forgets an agent now instead of after the heartbeat timeout, and lets its zone follow at once. A process that lives after all
 * registers anew with its next poll.
 */
public final class Disconnect implements Function<Disconnect.Request, Disconnect.Result> {

    private static final Logger LOG = LoggerFactory.getLogger(Disconnect.class);

    private final Store store;
    private final Sweep sweep;
    private final InstantSource clock;

    Disconnect(Store store, Sweep sweep, InstantSource clock) {
        this.store = store;
        this.sweep = sweep;
        this.clock = clock;
    }

    public record Request(String actor, AgentId agent) {}

    /** Whether there was a live agent of this id. */
    public record Result(boolean found) {}

    /** A repeat after a crash finds the agent gone, and lets its zone follow all the same. */
    @Override
    public Result apply(Request request) {
        Optional<Heartbeat> heartbeat = store.heartbeats()
                .zoneOf(request.agent())
                .flatMap(zone -> store.heartbeats().find(zone, request.agent()));
        if (heartbeat.isEmpty()) {
            return new Result(false);
        }
        Heartbeat known = heartbeat.get();
        boolean left = store.heartbeats().leave(known.zone(), known.agent(), known.session(), clock.instant());
        if (left) {
            LOG.info("agent {} of zone {} was disconnected by {}", known.agent(), known.zone(), request.actor());
        }
        sweep.follow(known.zone());
        return new Result(left);
    }
}
