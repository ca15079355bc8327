package io.dynamicaccounts.agent.session;

import io.dynamicaccounts.agent.protocol.AccountReport;
import io.dynamicaccounts.agent.protocol.ControlPlaneAnswer;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Sends the reports of the outbox, one batch at a time. */
final class ReportSender {

    private final Outbox outbox;
    private final RequestCycle exchange;

    ReportSender(Outbox outbox, RandomGenerator random) {
        this.outbox = outbox;
        this.exchange = new RequestCycle("reports", random);
    }

    /** A batch and its number. */
    record Batch(long number, List<AccountReport> reports) {}

    Optional<Batch> next(Instant now) {
        if (exchange.overdue(now) && exchange.consume(exchange.number())) {
            outbox.undelivered();
            exchange.failed(RequestCycle.SILENCE, now);
        }
        return !outbox.isEmpty() && exchange.free(now)
                ? Optional.of(new Batch(exchange.send(now), outbox.batch()))
                : Optional.empty();
    }

    boolean consume(long request) {
        return exchange.consume(request);
    }

    void delivered() {
        outbox.delivered();
        exchange.succeeded();
    }

    void failed(ControlPlaneAnswer.Unanswered<?> failure, Instant now) {
        if (failure instanceof ControlPlaneAnswer.Refused<?> refused) {
            // A smaller batch is progress and is sent at once; if every report is refused, single reports wait.
            if (outbox.isolated()) {
                exchange.failed(failure, now);
            }
            outbox.refused(refused.detail());
        } else {
            outbox.undelivered();
            exchange.failed(failure, now);
        }
    }

    Instant wake() {
        return outbox.isEmpty() ? Instant.MAX : exchange.wake();
    }
}
