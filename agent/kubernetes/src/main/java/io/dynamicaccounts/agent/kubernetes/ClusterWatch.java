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
 * The life of one watch: an attempt, then open, renewed now and then, opened again when it broke, until it is stopped, cannot be
 * started, or is lost for good.
 *
 * <p>At most one worker is busy with it at a time and does all that waits for the cluster. Whatever happens meanwhile is noted
 * under the lock, and the worker looks at it when it is done. The definition is kept, because a client is built anew after each
 * failure: a token, a certificate or a file may have been replaced.
 */
final class ClusterWatch implements ClusterWatcher.Watch {

    private static final Logger LOG = LoggerFactory.getLogger(ClusterWatch.class);

    /** Namespaces that come and go together are told together. */
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
    private @Nullable ClusterFacts told;
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
        this.reopening = new ReopenSchedule(clusters.settings().giveUpAfter(), clusters::about);
    }

    String account() {
        return target.account();
    }

    void begin() {
        clusters.work(this::attempt);
    }

    @Override
    public synchronized void caching(CachingPermit caching) {
        // What was said before the agent heard that it is over would stand for ever: nobody takes it back.
        if (!over) {
            clusters.cachingLines().tell(target, caching);
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

    /** It ends without a word. */
    synchronized void abandon() {
        over = true;
        cancelNext();
        if (worker == null) {
            disconnect();
        } else {
            worker.interrupt();
        }
    }

    /** Brings the watch on by one step. */
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
            // Without its message, which may quote the definition.
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

    /** On the connection there is, or on a new one. Waits for the cluster. */
    private void connect() throws CannotConnect {
        Connection used = existing();
        Connection fresh = null;
        try {
            if (used == null) {
                ConnectionFields fields = ConnectionFields.of(definition);
                tellIgnored(fields);
                fresh = clusters.connect(fields);
                used = fresh;
            }
            Connection.Look look = used.look();
            OpenWatch opened = OpenWatch.on(used, look, this::ended, this::namespaces);
            adopt(used, opened, look.facts());
            fresh = null;
        } finally {
            if (fresh != null) {
                fresh.close();
            }
        }
    }

    private void tellIgnored(ConnectionFields fields) {
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

    /** What comes after a step. */
    private void settle(@Nullable String failure) {
        Runnable word = () -> {};
        synchronized (this) {
            worker = null;
            // An interruption meant the step that is over.
            boolean _ = Thread.interrupted();
            if (over) {
                disconnect();
            } else if (stopping) {
                end();
                word = listener::stopped;
            } else if (failure != null) {
                word = failed(failure);
            } else if (open == null || open.isOver()) {
                pause();
            } else {
                reopening.opened(clusters.clock().instant());
                next = clusters.after(clusters.about(clusters.settings().renewAfter()), this::attempt);
                word = news();
            }
        }
        word.run();
    }

    private Runnable failed(String reason) {
        boolean everWatched = told != null;
        String address = connection == null ? "" : " of " + connection.address();
        disconnect();
        if (!everWatched) {
            end();
            return () -> listener.failed(reason);
        }
        if (reopening.isOver(clusters.clock().instant())) {
            end();
            return () -> listener.failed("the watch" + address + " was lost and could not be opened again for "
                    + FailureReasons.seconds(clusters.settings().giveUpAfter()) + ": " + reason);
        }
        LOG.info("The watch of {} is interrupted: {}", account(), reason);
        pause();
        return () -> {};
    }

    private void pause() {
        next = clusters.after(reopening.pause(clusters.clock().instant()), this::attempt);
    }

    private Runnable news() {
        ClusterFacts facts = found;
        if (facts == null || facts.equals(told)) {
            return () -> {};
        }
        told = facts;
        return () -> listener.watching(facts);
    }

    /** Nothing of it remains. */
    private void end() {
        over = true;
        cancelNext();
        disconnect();
        clusters.gone(this);
        clusters.cachingLines().tell(target, new CachingPermit.Off());
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

    /** From the client's threads: a watch has ended, by itself or because it was closed here. */
    private synchronized void ended(OpenWatch which) {
        if (which == open && !over && !stopping && worker == null) {
            cancelNext();
            pause();
        }
    }

    /** From the client's threads. */
    private synchronized void namespaces(OpenWatch which, List<String> now) {
        ClusterFacts facts = found;
        if (which != open || over || facts == null) {
            return;
        }
        boolean first = facts.equals(told);
        found = new ClusterFacts(facts.kubeHost(), facts.kubeVersion(), facts.certFingerprint(), now);
        if (first) {
            Scheduler.Task _ = clusters.after(GATHERING, this::tellNews);
        }
    }

    private void tellNews() {
        Runnable word;
        synchronized (this) {
            if (over || stopping || open == null) {
                return;
            }
            word = news();
        }
        word.run();
    }
}
