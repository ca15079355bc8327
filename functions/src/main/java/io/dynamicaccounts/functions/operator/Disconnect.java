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
 * Forgets an agent now instead of after the heartbeat timeout, and lets its zone follow at once. A process that lives after all
 * registers anew with its next poll.
 */
public final class Disconnect implements Function<Disconnect.Request, Disconnect.Result> {

    private static final Logger LOG = LoggerFactory.getLogger(Disconnect.class);

    private final WriteContext context;
    private final Sweep sweep;

    /** Puts the function together over the shared components. */
    public Disconnect(SharedComponents shared) {
        this.context = shared.context();
        this.sweep = new Sweep(shared);
    }

    /**
     * Whom to forget.
     *
     * @param zone which of the agents of this id; empty for the only one
     */
    public record Request(String actor, AgentId agent, Optional<ZoneId> zone) {}

    /** What became of it. */
    public sealed interface Result {
        record Disconnected() implements Result {}

        /** There was no such live agent. */
        record Missing() implements Result {}

        /** Agents of this id live in these zones, in order: the request must name one of them. Nothing was done. */
        record Several(List<ZoneId> zones) implements Result {}
    }

    /** A repeat after a crash finds the agent gone, and lets its zone follow all the same. */
    @Override
    public Result apply(Request request) {
        Heartbeats heartbeats = context.store().heartbeats();
        List<Heartbeat> known = request.zone()
                .map(zone -> heartbeats.find(zone, request.agent()).stream().toList())
                .orElseGet(() -> heartbeats.in(request.agent()));
        List<Heartbeat> living =
                known.stream().filter(Predicate.not(Heartbeat::gone)).toList();
        if (living.size() > 1) {
            return new Result.Several(living.stream().map(Heartbeat::zone).toList());
        }
        if (living.isEmpty()) {
            known.stream().filter(gone -> !gone.departureHandled()).forEach(gone -> sweep.followUp(gone.zone()));
            return new Result.Missing();
        }
        Heartbeat only = living.getFirst();
        boolean left = heartbeats.leave(only.zone(), only.agent(), only.session(), context.now());
        if (left) {
            LOG.info("agent {} of zone {} was disconnected by {}", only.agent(), only.zone(), request.actor());
        }
        sweep.followUp(only.zone());
        return left ? new Result.Disconnected() : new Result.Missing();
    }
}
