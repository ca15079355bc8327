package io.dynamicaccounts.agent.session;

import io.dynamicaccounts.agent.protocol.ControlPlaneAnswer;
import io.dynamicaccounts.agent.protocol.DefinitionsAnswer;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Requests the definitions that the queue lacks, one batch at a time. */
final class DefinitionRequests {

    private final DefinitionQueue queue;
    private final RequestCycle exchange;

    DefinitionRequests(DefinitionQueue queue, RandomGenerator random) {
        this.queue = queue;
        this.exchange = new RequestCycle("requests for definitions", random);
    }

    /** The accounts that an answer denied, and the accounts whose start has failed. */
    record Decided(List<String> denied, List<String> failed) {
        static final Decided NOTHING = new Decided(List.of(), List.of());
    }

    /** A request: its number and the accounts. */
    record Request(long number, List<String> accounts) {}

    Optional<Request> next(Instant now) {
        if (exchange.overdue(now) && exchange.consume(exchange.number())) {
            queue.unanswered();
            exchange.failed(RequestCycle.SILENCE, now);
        }
        return queue.hungry() && exchange.free(now)
                ? Optional.of(new Request(exchange.send(now), queue.ask()))
                : Optional.empty();
    }

    boolean consume(long request) {
        return exchange.consume(request);
    }

    Decided answered(DefinitionsAnswer answer, Instant now) {
        DefinitionQueue.Sorted sorted = queue.answered(answer);
        if (sorted.progress()) {
            exchange.succeeded();
        } else {
            exchange.fruitless(now);
        }
        return new Decided(sorted.denied(), sorted.failed());
    }

    Decided failed(ControlPlaneAnswer.Unanswered<?> failure, Instant now) {
        if (failure instanceof ControlPlaneAnswer.Refused<?>) {
            // A smaller batch is progress and is sent at once; a refused single account waits.
            if (queue.isolated()) {
                exchange.failed(failure, now);
            }
            return new Decided(List.of(), queue.refused());
        }
        queue.unanswered();
        exchange.failed(failure, now);
        return Decided.NOTHING;
    }

    Instant wake() {
        return queue.hungry() || exchange.underWay() ? exchange.wake() : Instant.MAX;
    }
}
