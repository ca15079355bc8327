package io.dynamicaccounts.functions.operator;

import io.dynamicaccounts.functions.SharedComponents;
import io.dynamicaccounts.functions.account.AgentId;
import io.dynamicaccounts.functions.account.ZoneId;
import io.dynamicaccounts.functions.store.Heartbeat;
import io.dynamicaccounts.functions.store.Heartbeats;
import io.dynamicaccounts.functions.sweep.Sweep;
import io.dynamicaccounts.functions.transition.WriteContext;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Marks an agent as gone now instead of after the heartbeat timeout, and follows up its zone at once. An agent whose
 * process still runs registers again with its next poll.
 */
public final class Disconnect implements Function<Disconnect.Request, Disconnect.Result> {

    private static final Logger LOG = LoggerFactory.getLogger(Disconnect.class);

    private final WriteContext context;
    private final Sweep sweep;

    /** Builds the function over the shared components. */
    public Disconnect(SharedComponents shared) {
        this.context = shared.context();
        this.sweep = new Sweep(shared);
    }

    /**
     * Names the agent to disconnect.
     *
     * @param zone the zone of the agent; may be empty where only one agent has this id
     */
    public record Request(String actor, AgentId agent, Optional<ZoneId> zone) {}

    /** The result of the request. */
    public sealed interface Result {
        record Disconnected() implements Result {}

        /** No live agent has this id. */
        record Missing() implements Result {}

        /**
         * Several zones, listed here, have a live agent of this id, and the request must name one of them. Nothing
         * was done.
         */
        record Several(List<ZoneId> zones) implements Result {}
    }

    /** Disconnects the agent. A repeat after a crash finds the agent gone, and follows up its zone all the same. */
    @Override
    public Result apply(Request request) {
        Heartbeats heartbeats = context.store().heartbeats();
        List<Heartbeat> known = request.zone()
                .map(zone -> heartbeats.find(zone, request.agent()).stream().toList())
                .orElseGet(() -> heartbeats.in(request.agent()));
        List<Heartbeat> live =
                known.stream().filter(Predicate.not(Heartbeat::gone)).toList();
        if (live.size() > 1) {
            return new Result.Several(live.stream().map(Heartbeat::zone).toList());
        }
        if (live.isEmpty()) {
            known.stream().filter(gone -> !gone.departureHandled()).forEach(gone -> sweep.followUp(gone.zone()));
            return new Result.Missing();
        }
        Heartbeat only = live.getFirst();
        boolean left = heartbeats.leave(only.zone(), only.agent(), only.session(), context.now());
        if (left) {
            LOG.info("agent {} of zone {} was disconnected by {}", only.agent(), only.zone(), request.actor());
        }
        sweep.followUp(only.zone());
        return left ? new Result.Disconnected() : new Result.Missing();
    }
}
