package io.dynamicaccounts.agent.session;

import io.dynamicaccounts.agent.AgentEnd;
import io.dynamicaccounts.agent.AgentIdentity;
import io.dynamicaccounts.agent.AgentStatus;
import io.dynamicaccounts.agent.protocol.ControlPlaneAnswer;
import io.dynamicaccounts.agent.protocol.ControlPlaneClient;
import io.dynamicaccounts.agent.watch.ClusterFacts;
import io.dynamicaccounts.agent.watch.ClusterWatcher;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries out the commands of a session, and passes their results to the session as events.
 *
 * <p>Everything about the session runs on the scheduler. Requests run on the executor, several at once, and their
 * answers return to the scheduler. A driver has neither thread nor clock of its own, so that a simulation can use it
 * too.
 */
public final class SessionDriver {

    private static final Logger LOG = LoggerFactory.getLogger(SessionDriver.class);

    private final AgentIdentity identity;
    private final AgentSession session;
    private final ControlPlaneClient controlPlane;
    private final ClusterWatcher clusters;
    private final Scheduler line;
    private final Executor requests;
    private final InstantSource clock;
    private final Consumer<AgentEnd> ended;
    private final Map<WatchId, ClusterWatcher.Watch> watches = new HashMap<>();
    private Scheduler.@Nullable Task wake;
    private boolean over;

    /**
     * Creates a driver.
     *
     * @param clock the session's own clock
     * @param ended called once, on the scheduler, when the session is over
     */
    public SessionDriver(
            AgentIdentity identity,
            AgentSession session,
            ControlPlaneClient controlPlane,
            ClusterWatcher clusters,
            Scheduler line,
            Executor requests,
            InstantSource clock,
            Consumer<AgentEnd> ended) {
        this.identity = identity;
        this.session = session;
        this.controlPlane = controlPlane;
        this.clusters = clusters;
        this.line = line;
        this.requests = requests;
        this.clock = clock;
        this.ended = ended;
    }

    /** Begins the session. */
    public void begin() {
        post(new SessionEvent.Woken());
    }

    /** Passes an event to the session. May be called from any thread. */
    public void post(SessionEvent event) {
        line.execute(() -> handle(event));
    }

    /** Returns what the session does now. Only to be called on the scheduler. */
    public AgentStatus status() {
        return session.status();
    }

    private void handle(SessionEvent event) {
        if (over) {
            return;
        }
        try {
            forgetEnded(event);
            session.on(event).forEach(this::perform);
        } catch (RuntimeException | Error fault) {
            // The state is no longer trusted: work of an agent that ends goes to others, work of a wrong agent does
            // not.
            LOG.error("A fault of the agent itself, ending it", fault);
            watches.values().forEach(this::abandon);
            finish(new AgentEnd(AgentEnd.Reason.BROKEN, fault.toString()));
        }
    }

    private void forgetEnded(SessionEvent event) {
        switch (event) {
            case SessionEvent.WatchFailed failed -> watches.remove(failed.watch());
            case SessionEvent.WatchStopped stopped -> watches.remove(stopped.watch());
            default -> {}
        }
    }

    private void perform(SessionCommand command) {
        switch (command) {
            case SessionCommand.Poll poll ->
                request(
                        () -> controlPlane.poll(identity.agentId(), poll.body()),
                        answer -> new SessionEvent.Polled(poll.request(), answer));
            case SessionCommand.Define define ->
                request(
                        () -> controlPlane.definitions(identity.agentId(), define.body()),
                        answer -> new SessionEvent.Defined(define.request(), answer));
            case SessionCommand.Report report ->
                request(
                        () -> controlPlane.reports(identity.agentId(), report.body()),
                        answer -> new SessionEvent.Reported(report.request(), answer));
            case SessionCommand.SayGoodbye _ ->
                request(
                        () -> controlPlane.goodbye(
                                identity.agentId(),
                                identity.zoneId(),
                                session.status().session()),
                        SessionEvent.SaidGoodbye::new);
            case SessionCommand.Start start -> start(start);
            case SessionCommand.Stop stop -> stop(stop.watch());
            case SessionCommand.Cache cache -> {
                ClusterWatcher.Watch watch = watches.get(cache.watch());
                if (watch != null) {
                    watch.caching(cache.caching());
                }
            }
            case SessionCommand.WakeAt at -> {
                if (wake != null) {
                    wake.cancel();
                }
                Duration delay = Duration.between(clock.instant(), at.time());
                wake = line.after(delay.isNegative() ? Duration.ZERO : delay, () -> handle(new SessionEvent.Woken()));
            }
            case SessionCommand.End end -> finish(end.ending());
        }
    }

    private <T> void request(
            Supplier<ControlPlaneAnswer<T>> call, Function<ControlPlaneAnswer<T>, SessionEvent> event) {
        try {
            requests.execute(() -> {
                ControlPlaneAnswer<T> answer;
                try {
                    answer = call.get();
                } catch (RuntimeException fault) {
                    LOG.error("The transport failed in a way that it should not", fault);
                    answer = new ControlPlaneAnswer.Unreachable<>(fault.toString());
                }
                post(event.apply(answer));
            });
        } catch (RejectedExecutionException closing) {
            post(event.apply(new ControlPlaneAnswer.Unreachable<>("the agent is closing")));
        }
    }

    private void start(SessionCommand.Start start) {
        WatchId id = start.watch();
        ClusterWatcher.Target target = new ClusterWatcher.Target(id.account(), id.generation());
        try {
            watches.put(id, clusters.start(target, start.definition(), start.caching(), listener(id)));
        } catch (RuntimeException fault) {
            // The message may quote the definition: only the kind of fault is reported.
            post(new SessionEvent.WatchFailed(
                    id, "could not be started: " + fault.getClass().getSimpleName()));
        }
    }

    private void stop(WatchId id) {
        ClusterWatcher.Watch watch = watches.get(id);
        if (watch == null) {
            post(new SessionEvent.WatchStopped(id));
            return;
        }
        try {
            watch.stop();
        } catch (RuntimeException fault) {
            post(new SessionEvent.StopFailed(id, fault.toString()));
        }
    }

    private void abandon(ClusterWatcher.Watch watch) {
        try {
            watch.stop();
        } catch (RuntimeException fault) {
            LOG.warn("A watch could not be stopped", fault);
        }
    }

    private void finish(AgentEnd ending) {
        over = true;
        if (wake != null) {
            wake.cancel();
        }
        watches.clear();
        ended.accept(ending);
    }

    private ClusterWatcher.Listener listener(WatchId id) {
        return new ClusterWatcher.Listener() {
            @Override
            public void watching(ClusterFacts facts) {
                post(new SessionEvent.Watching(id, facts));
            }

            @Override
            public void failed(String reason) {
                post(new SessionEvent.WatchFailed(id, reason));
            }

            @Override
            public void stopped() {
                post(new SessionEvent.WatchStopped(id));
            }

            @Override
            public void stopFailed(String reason) {
                post(new SessionEvent.StopFailed(id, reason));
            }
        };
    }
}
