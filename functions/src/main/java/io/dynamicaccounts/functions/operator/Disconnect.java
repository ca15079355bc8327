package io.dynamicaccounts.functions.operator;

import io.dynamicaccounts.functions.account.AgentId;
import io.dynamicaccounts.functions.store.Heartbeat;
import io.dynamicaccounts.functions.sweep.Sweep;
import io.dynamicaccounts.functions.writing.Writing;
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

    private final Writing writing;
    private final Sweep sweep;

    Disconnect(Writing writing, Sweep sweep) {
        this.writing = writing;
        this.sweep = sweep;
    }

    public record Request(String actor, AgentId agent) {}

    /** Whether there was a live agent of this id. */
    public record Result(boolean found) {}

    /** A repeat after a crash finds the agent gone, and lets its zone follow all the same. */
    @Override
    public Result apply(Request request) {
        Optional<Heartbeat> heartbeat = writing.store()
                .heartbeats()
                .zoneOf(request.agent())
                .flatMap(zone -> writing.store().heartbeats().find(zone, request.agent()));
        if (heartbeat.isEmpty()) {
            return new Result(false);
        }
        Heartbeat known = heartbeat.get();
        boolean left = writing.store().heartbeats().leave(known.zone(), known.agent(), known.session(), writing.now());
        if (left) {
            LOG.info("agent {} of zone {} was disconnected by {}", known.agent(), known.zone(), request.actor());
        }
        sweep.follow(known.zone());
        return new Result(left);
    }
}
