package io.dynamicaccounts.agent.kubernetes;

import io.dynamicaccounts.agent.protocol.ClearDefinition;
import io.dynamicaccounts.agent.session.Scheduler;
import io.dynamicaccounts.agent.watch.CachingPermit;
import io.dynamicaccounts.agent.watch.ClusterFacts;
import io.dynamicaccounts.agent.watch.ClusterWatcher;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs one watch from its start to its end: the watch connects, is renewed from time to time, and is opened again
 * after it broke, until the watch is stopped, cannot be started, or is lost for good.
 *
 * <p>At most one worker at a time serves a watch and carries out all steps that wait for the cluster. Events in
 * between are noted under the lock, and the worker handles them after its step. The definition is kept, because each
 * failure is followed by a new client: a token, a certificate or a file may have been replaced.
 */
final class ClusterWatch implements ClusterWatcher.Watch {

    private static final Logger LOG = LoggerFactory.getLogger(ClusterWatch.class);

    /** Changes of namespaces within this time are reported together. */
    private static final Duration GATHERING = Duration.ofSeconds(1);

    private final KubernetesClusters clusters;
    private final ClusterWatcher.Target target;
    private final ClearDefinition definition;
    private final ClusterWatcher.Listener listener;

    private final ReopenSchedule reopening;

    private @Nullable Thread worker;
    private Scheduler.@Nullable Task next;
    private @Nullable Connection connection;
    private @Nullable OpenWatch open;
    private @Nullable ClusterFacts reported;
    private @Nullable ClusterFacts found;
    private boolean stopping;
    private boolean over;

    ClusterWatch(
            KubernetesClusters clusters,
            ClusterWatcher.Target target,
            ClearDefinition definition,
            ClusterWatcher.Listener listener) {
        this.clusters = clusters;
        this.target = target;
        this.definition = definition;
        this.listener = listener;
        this.reopening = new ReopenSchedule(clusters.settings().lostAfter(), clusters::about);
    }

    String account() {
        return target.account();
    }

    void begin() {
        clusters.work(this::attempt);
    }

    @Override
    public synchronized void caching(CachingPermit caching) {
        // A line after the end of the watch would never be followed by caching=off.
        if (!over) {
            clusters.cachingLines().log(target, caching);
        }
    }

    @Override
    public synchronized void stop() {
        if (over) {
            return;
        }
        stopping = true;
        cancelNext();
        if (worker == null) {
            clusters.work(this::attempt);
        } else {
            worker.interrupt();
        }
    }

    /** Ends the watch without a report. */
    synchronized void abandon() {
        over = true;
        cancelNext();
        if (worker == null) {
            disconnect();
        } else {
            worker.interrupt();
        }
    }

    /** Takes the next step of the watch. */
    private void attempt() {
        if (!claim()) {
            return;
        }
        @Nullable String failure = null;
        try {
            if (!isStopping()) {
                connect();
            }
        } catch (CannotConnect e) {
            failure = e.reason();
        } catch (RuntimeException | Error fault) {
            // The message is left out, because it may quote the definition.
            Throwable bare = new IllegalStateException(fault.getClass().getName());
            bare.setStackTrace(fault.getStackTrace());
            LOG.error("Watching {} met a fault of the agent itself", account(), bare);
            failure = "a fault of the agent, which its log tells about";
        }
        settle(failure);
    }

    private synchronized boolean claim() {
        if (over || worker != null) {
            return false;
        }
        next = null;
        worker = Thread.currentThread();
        return true;
    }

    private synchronized boolean isStopping() {
        return stopping;
    }

    /** Opens a watch on the present connection, or on a new one. Waits for the cluster. */
    private void connect() throws CannotConnect {
        Connection used = existing();
        Connection fresh = null;
        try {
            if (used == null) {
                ConnectionFields fields = clusters.fields(definition);
                logIgnored(fields);
                fresh = clusters.connect(fields);
                used = fresh;
            }
            Connection.Findings findings = used.examine();
            OpenWatch opened = OpenWatch.on(used, findings, this::ended, this::namespaces);
            adopt(used, opened, findings.facts());
            fresh = null;
        } finally {
            if (fresh != null) {
                fresh.close();
            }
        }
    }

    private void logIgnored(ConnectionFields fields) {
        if (!fields.oAuth().isEmpty()) {
            LOG.info("{}: this agent does nothing with {}", account(), fields.oAuth());
        }
    }

    private synchronized @Nullable Connection existing() {
        return connection;
    }

    private synchronized void adopt(Connection used, OpenWatch opened, ClusterFacts facts) {
        OpenWatch former = open;
        connection = used;
        open = opened;
        found = facts;
        if (former != null) {
            former.close();
        }
    }

    /** Decides what follows a step, and reports it. */
    private void settle(@Nullable String failure) {
        Runnable report = () -> {};
        synchronized (this) {
            worker = null;
            // An interruption was meant for the step that is over.
            boolean _ = Thread.interrupted();
            if (over) {
                disconnect();
            } else if (stopping) {
                end();
                report = listener::stopped;
            } else if (failure != null) {
                report = failed(failure);
            } else if (open == null || open.isOver()) {
                pause();
            } else {
                reopening.opened(clusters.clock().instant());
                next = clusters.after(clusters.about(clusters.settings().renewAfter()), this::attempt);
                report = changeReport();
            }
        }
        report.run();
    }

    private Runnable failed(String reason) {
        boolean everWatched = reported != null;
        String address = connection == null ? "" : " of " + connection.address();
        disconnect();
        if (!everWatched) {
            end();
            return () -> listener.failed(reason);
        }
        if (reopening.isOver(clusters.clock().instant())) {
            end();
            return () -> listener.failed("the watch" + address + " was lost and could not be opened again for "
                    + FailureReasons.seconds(clusters.settings().lostAfter()) + ": " + reason);
        }
        LOG.info("The watch of {} is interrupted: {}", account(), reason);
        pause();
        return () -> {};
    }

    private void pause() {
        next = clusters.after(reopening.pause(clusters.clock().instant()), this::attempt);
    }

    private Runnable changeReport() {
        ClusterFacts facts = found;
        if (facts == null || facts.equals(reported)) {
            return () -> {};
        }
        reported = facts;
        return () -> listener.watching(facts);
    }

    /** Ends the watch, of which then nothing remains. */
    private void end() {
        over = true;
        cancelNext();
        disconnect();
        clusters.gone(this);
        clusters.cachingLines().log(target, new CachingPermit.Off());
    }

    private void disconnect() {
        OpenWatch watch = open;
        Connection client = connection;
        open = null;
        connection = null;
        if (watch != null) {
            watch.close();
        }
        if (client != null) {
            client.close();
        }
    }

    private void cancelNext() {
        if (next != null) {
            next.cancel();
            next = null;
        }
    }

    /** Called from the client's threads when a watch has ended, by itself or because the agent closed it. */
    private synchronized void ended(OpenWatch which) {
        if (which == open && !over && !stopping && worker == null) {
            cancelNext();
            pause();
        }
    }

    /** Called from the client's threads when the namespaces have changed. */
    private synchronized void namespaces(OpenWatch which, List<String> now) {
        ClusterFacts facts = found;
        if (which != open || over || facts == null) {
            return;
        }
        boolean first = facts.equals(reported);
        found = new ClusterFacts(facts.kubeHost(), facts.kubeVersion(), facts.certFingerprint(), now);
        if (first) {
            Scheduler.Task _ = clusters.after(GATHERING, this::reportChange);
        }
    }

    private void reportChange() {
        Runnable report;
        synchronized (this) {
            if (over || stopping || open == null) {
                return;
            }
            report = changeReport();
        }
        report.run();
    }
}
