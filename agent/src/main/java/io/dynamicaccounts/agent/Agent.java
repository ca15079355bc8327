package io.dynamicaccounts.agent;

import io.dynamicaccounts.agent.protocol.ControlPlaneClient;
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
 * Runs one session of an agent, with one thread for the session's rules and virtual threads for its requests.
 *
 * <p>An agent runs once: from {@link #start} until {@link #close}, until another process takes its id, or until a
 * fault of its own. A control plane that is down or slow, that refuses requests, or that does not accept this agent
 * now does not end the agent. The control plane and the clusters given to the constructor belong to the caller, and
 * remain open. Thread-safe.
 */
public final class Agent implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Agent.class);

    private final AgentIdentity identity;
    private final AgentSettings settings;
    private final SingleThread thread;
    private final ExecutorService requests;
    private final SessionDriver driver;
    private final CompletableFuture<AgentEnd> ending = new CompletableFuture<>();
    private final AtomicBoolean started = new AtomicBoolean();
    private volatile @Nullable AgentStatus last;

    /**
     * Creates an agent with the machine's clocks and unpredictable random numbers, which declares no static accounts.
     */
    public Agent(
            AgentIdentity identity, AgentSettings settings, ControlPlaneClient controlPlane, ClusterWatcher clusters) {
        this(identity, settings, List.of(), controlPlane, clusters);
    }

    /**
     * Creates an agent with the machine's clocks and unpredictable random numbers, which declares these static
     * accounts.
     */
    public Agent(
            AgentIdentity identity,
            AgentSettings settings,
            List<StaticAccount> declared,
            ControlPlaneClient controlPlane,
            ClusterWatcher clusters) {
        this(identity, settings, declared, controlPlane, clusters, new SteadyClock(), new SecureRandom());
    }

    /**
     * Creates an agent.
     *
     * @param declared the accounts that the agent's own configuration declares
     * @param clock must never go back
     * @param random chooses the session's id: two processes must not draw the same id
     */
    public Agent(
            AgentIdentity identity,
            AgentSettings settings,
            List<StaticAccount> declared,
            ControlPlaneClient controlPlane,
            ClusterWatcher clusters,
            InstantSource clock,
            RandomGenerator random) {
        this.identity = identity;
        this.settings = settings;
        this.thread = new SingleThread("agent-" + identity.agentId());
        this.requests = Executors.newThreadPerTaskExecutor(Thread.ofVirtual()
                .name("agent-" + identity.agentId() + "-request-", 0)
                .factory());
        AgentSession session = new AgentSession(identity, settings, declared, clock, random);
        this.driver =
                new SessionDriver(identity, session, controlPlane, clusters, thread, requests, clock, this::finish);
    }

    /** Starts the agent. Does nothing the second time. */
    public Agent start() {
        if (started.compareAndSet(false, true)) {
            LOG.info("Agent {} of zone {} begins", identity.agentId(), identity.zoneId());
            if (settings.dynamicAccounts() == DynamicAccounts.OFF) {
                LOG.info(
                        "dynamicAccountsEnabled is false: it watches only the accounts that its configuration declares");
            }
            driver.begin();
        }
        return this;
    }

    /** Starts the agent, and returns when the agent has ended. An interrupt ends the agent. */
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

    /** Returns a future that completes when the agent has ended. */
    public CompletableFuture<AgentEnd> ending() {
        return ending.copy();
    }

    /**
     * Ends the agent when the process is asked to end (SIGTERM, Ctrl-C): the process waits until the agent has said
     * goodbye.
     */
    public Agent endWithProcess() {
        Thread hook = new Thread(this::close, "agent-" + identity.agentId() + "-goodbye");
        Runtime.getRuntime().addShutdownHook(hook);
        return this;
    }

    /**
     * Declares these static accounts from now on and no others, because the agent's own configuration has changed.
     */
    public void declare(List<StaticAccount> accounts) {
        driver.post(new SessionEvent.Declared(accounts));
    }

    /** Returns what the agent does at this moment, or did before it ended. */
    public AgentStatus status() {
        AgentStatus ended = last;
        if (ended != null) {
            return ended;
        }
        CompletableFuture<AgentStatus> status = new CompletableFuture<>();
        thread.execute(() -> status.complete(driver.status()));
        // If the agent ends in between, the thread takes no more work and the question is lost.
        CompletableFuture<?> over = ending.thenRun(() -> status.complete(driver.status()));
        AgentStatus answer = status.join();
        over.cancel(false);
        return answer;
    }

    /**
     * Ends the agent gracefully: stops its watches and says goodbye. Returns when the agent has ended, within
     * seconds. Does nothing the second time.
     */
    @Override
    public void close() {
        if (started.compareAndSet(false, true)) {
            finish(new AgentEnd(AgentEnd.Reason.ASKED, "closed before it began"));
            return;
        }
        driver.post(new SessionEvent.EndAsked());
        // As long as the session takes at most for its two steps, and a second for the threads to get there.
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
     * Ends the agent at once, as if the process had been killed: stops no watch and does not say goodbye. For tests
     * and demonstrations of a killed agent.
     */
    public void kill() {
        thread.shutdown();
        requests.shutdownNow();
        ending.complete(new AgentEnd(AgentEnd.Reason.BROKEN, "killed"));
    }

    private void finish(AgentEnd why) {
        last = driver.status();
        LOG.info("Agent {} has ended: {}", identity.agentId(), why.detail());
        requests.shutdownNow();
        ending.complete(why);
        thread.shutdown();
    }
}
