package io.dynamicaccounts.agent;

import io.dynamicaccounts.agent.protocol.ControlPlane;
import io.dynamicaccounts.agent.protocol.StaticAccount;
import io.dynamicaccounts.agent.session.AgentSession;
import io.dynamicaccounts.agent.session.SessionDriver;
import io.dynamicaccounts.agent.session.SessionEvent;
import io.dynamicaccounts.agent.watch.ClusterWatcher;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An agent as a running thing: one session with a thread for its rules and virtual threads for its requests.
 *
 * <p>It lives once: {@link #start}, then until {@link #close}, until another process takes its id, or until a fault
 * of its own. A control plane that is down, slow, refuses, or will not have this agent now does not end it. The
 * control plane and the clusters given to it are the caller's, and remain open. Thread-safe.
 */
public final class Agent implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Agent.class);

    private final AgentIdentity identity;
    private final AgentSettings settings;
    private final SingleThread line;
    private final ExecutorService requests;
    private final SessionDriver driver;
    private final CompletableFuture<AgentEnd> ending = new CompletableFuture<>();
    private final AtomicBoolean started = new AtomicBoolean();
    private volatile @Nullable AgentStatus last;

    /** An agent with the machine's clocks and random numbers that nobody can guess, which declares no accounts of its own. */
    public Agent(AgentIdentity identity, AgentSettings settings, ControlPlane controlPlane, ClusterWatcher clusters) {
        this(identity, settings, List.of(), controlPlane, clusters);
    }

    /** An agent with the machine's clocks and random numbers that nobody can guess, whose configuration declares these accounts. */
    public Agent(
            AgentIdentity identity,
            AgentSettings settings,
            List<StaticAccount> declared,
            ControlPlane controlPlane,
            ClusterWatcher clusters) {
        this(identity, settings, declared, controlPlane, clusters, new SteadyClock(), new SecureRandom());
    }

    /**
     * @param declared the accounts that its own configuration declares
     * @param clock must never go back
     * @param random chooses the session's id: two processes must not draw the same
     */
    public Agent(
            AgentIdentity identity,
            AgentSettings settings,
            List<StaticAccount> declared,
            ControlPlane controlPlane,
            ClusterWatcher clusters,
            InstantSource clock,
            RandomGenerator random) {
        this.identity = identity;
        this.settings = settings;
        this.line = new SingleThread("agent-" + identity.agentId());
        this.requests = Executors.newThreadPerTaskExecutor(Thread.ofVirtual()
                .name("agent-" + identity.agentId() + "-request-", 0)
                .factory());
        AgentSession session = new AgentSession(identity, settings, declared, clock, random);
        this.driver = new SessionDriver(identity, session, controlPlane, clusters, line, requests, clock, this::finish);
    }

    /** Begins; does nothing the second time. */
    public Agent start() {
        if (started.compareAndSet(false, true)) {
            LOG.info("Agent {} of zone {} begins", identity.agentId(), identity.zoneId());
            driver.begin();
        }
        return this;
    }

    /** Begins, and returns when the agent has ended. An interrupt ends it. */
    public AgentEnd run() {
        start();
        try {
            return ending.get();
        } catch (InterruptedException interrupted) {
            close();
            Thread.currentThread().interrupt();
            return ending.getNow(new AgentEnd(AgentEnd.Reason.ASKED, "interrupted"));
        } catch (ExecutionException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Completed when the agent has ended. */
    public CompletableFuture<AgentEnd> ending() {
        return ending.copy();
    }

    /** The agent ends when the process is told to (SIGTERM, Ctrl-C): the process waits for its goodbye. */
    public Agent endWithProcess() {
        Thread hook = new Thread(this::close, "agent-" + identity.agentId() + "-goodbye");
        Runtime.getRuntime().addShutdownHook(hook);
        return this;
    }

    /** The agent's own configuration has changed: it declares these accounts now, and no others. */
    public void declare(List<StaticAccount> accounts) {
        driver.post(new SessionEvent.Declared(accounts));
    }

    /** What it does at this moment, or did last. */
    public AgentStatus status() {
        AgentStatus ended = last;
        if (ended != null) {
            return ended;
        }
        CompletableFuture<AgentStatus> status = new CompletableFuture<>();
        line.execute(() -> status.complete(driver.status()));
        // Should the agent end in between, the line is closed and the question lost.
        CompletableFuture<?> over = ending.thenRun(() -> status.complete(driver.status()));
        AgentStatus answer = status.join();
        over.cancel(false);
        return answer;
    }

    /** Ends gracefully: stops its watches, says goodbye. Returns when it has ended, within seconds; does nothing the second time. */
    @Override
    public void close() {
        if (started.compareAndSet(false, true)) {
            finish(new AgentEnd(AgentEnd.Reason.ASKED, "closed before it began"));
            return;
        }
        driver.post(new SessionEvent.EndAsked());
        // As long as the session takes at most for its two steps, and a little for the way.
        Duration patience = settings.endTimeout().multipliedBy(2).plusSeconds(1);
        try {
            AgentEnd _ = ending.copy().get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            LOG.warn("Agent {} did not end in time", identity.agentId());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /**
     * Ends at once: nothing is stopped, nobody is told, as if the process had been killed. For tests and demonstrations of what
     * happens then.
     */
    public void kill() {
        line.shutdown();
        requests.shutdownNow();
        ending.complete(new AgentEnd(AgentEnd.Reason.BROKEN, "killed"));
    }

    private void finish(AgentEnd why) {
        last = driver.status();
        LOG.info("Agent {} has ended: {}", identity.agentId(), why.detail());
        requests.shutdownNow();
        ending.complete(why);
        line.shutdown();
    }
}
