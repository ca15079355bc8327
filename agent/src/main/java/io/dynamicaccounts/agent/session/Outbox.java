package io.dynamicaccounts.agent.session;

import io.dynamicaccounts.agent.protocol.AccountReport;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reports that were not delivered yet: the newest of each account. A batch that got no answer is sent again; what was replaced
 * meanwhile goes out in its new form.
 */
final class Outbox {

    private static final Logger LOG = LoggerFactory.getLogger(Outbox.class);

    /** The contract's limit of entries in one body. */
    private static final int LARGEST_BATCH = 1000;

    /** As many accounts as a zone may have. */
    static final int LIMIT = 20_000;

    private final Map<String, AccountReport> waiting = new LinkedHashMap<>();
    private final Map<String, AccountReport> sent = new LinkedHashMap<>();
    private final Consumer<String> done;
    private final BatchSize size = new BatchSize(LARGEST_BATCH);

    /**
     * @param done told of each account whose newest report the control plane has, or will never have
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

    /** The next batch, which stays here until it is known to have arrived. */
    List<AccountReport> batch() {
        sent.clear();
        waiting.values().stream().limit(size.now()).forEach(report -> sent.put(report.account(), report));
        return List.copyOf(sent.values());
    }

    /** The batch arrived. What was stale arrived too: the control plane knows better, and nothing is to be repeated. */
    void delivered() {
        size.grow();
        sent.forEach(this::forget);
        sent.clear();
    }

    /** It got no answer: again, a smaller one, in case it was its size. */
    void undelivered() {
        size.shrink();
        sent.clear();
    }

    /** Whether the batch under way is a single report. */
    boolean isolated() {
        return sent.size() == 1;
    }

    /** It was refused: the one report that nobody can accept must not hold up the others. */
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
