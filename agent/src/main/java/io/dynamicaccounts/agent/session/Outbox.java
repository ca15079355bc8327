package io.dynamicaccounts.agent.session;

import io.dynamicaccounts.agent.protocol.AccountReport;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The reports that were not delivered yet: the newest report of each account. A batch that got no answer is sent
 * again, with the newest report of each account.
 */
final class Outbox {

    private static final Logger LOG = LoggerFactory.getLogger(Outbox.class);

    /** The contract's limit of entries in one body. */
    private static final int LARGEST_BATCH = 1000;

    /** The number of accounts that a zone may have. */
    static final int LIMIT = 20_000;

    private final Map<String, AccountReport> waiting = new LinkedHashMap<>();
    private final Map<String, AccountReport> sent = new LinkedHashMap<>();
    private final Consumer<String> done;
    private final BatchSize size = new BatchSize(LARGEST_BATCH);

    /**
     * Creates an empty outbox.
     *
     * @param done called with each account whose newest report the control plane has, or will never have
     */
    Outbox(Consumer<String> done) {
        this.done = done;
    }

    void add(AccountReport report) {
        waiting.remove(report.account());
        if (waiting.size() >= LIMIT) {
            String oldest = waiting.keySet().iterator().next();
            waiting.remove(oldest);
            LOG.warn("Too many undelivered reports, forgetting the one about {}", oldest);
            done.accept(oldest);
        }
        waiting.put(report.account(), report);
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    /** Returns the next batch, whose reports remain here until the batch has arrived. */
    List<AccountReport> batch() {
        sent.clear();
        waiting.values().stream().limit(size.now()).forEach(report -> sent.put(report.account(), report));
        return List.copyOf(sent.values());
    }

    /** Removes the reports of the batch, which has arrived. A stale report has arrived too and is not repeated. */
    void delivered() {
        size.grow();
        sent.forEach(this::forget);
        sent.clear();
    }

    /** Makes the next batch smaller, because a batch without an answer may have been too large. */
    void undelivered() {
        size.shrink();
        sent.clear();
    }

    /** Returns whether the batch under way is a single report. */
    boolean isolated() {
        return sent.size() == 1;
    }

    /** Makes the next batch smaller, and drops a refused single report, which must not delay the others. */
    void refused(String detail) {
        if (isolated()) {
            LOG.error("The control plane refuses the report about {}, forgetting it: {}", sent.keySet(), detail);
            sent.forEach(this::forget);
        }
        size.shrink();
        sent.clear();
    }

    private void forget(String account, AccountReport report) {
        if (waiting.remove(account, report)) {
            done.accept(account);
        }
    }
}
