package io.dynamicaccounts.simulation;

import io.dynamicaccounts.agent.AgentEnd;
import io.dynamicaccounts.agent.AgentIdentity;
import io.dynamicaccounts.agent.AgentSettings;
import io.dynamicaccounts.agent.protocol.ControlPlaneClient;
import io.dynamicaccounts.agent.protocol.StaticAccount;
import io.dynamicaccounts.agent.session.AgentSession;
import io.dynamicaccounts.agent.session.Scheduler;
import io.dynamicaccounts.agent.session.SessionDriver;
import io.dynamicaccounts.agent.session.SessionEvent;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.function.Consumer;

/** One process with the real agent library, which may be killed, or stand still for a while. */
final class AgentProcess implements Scheduler {

    private final Timeline timeline;
    private final AgentIdentity identity;
    private final int number;
    private final Clusters clusters;
    private final SessionDriver driver;
    private final Queue<Runnable> backlog = new ArrayDeque<>();
    private Optional<AgentEnd> ending = Optional.empty();
    private boolean paused;
    private boolean dead;

    /**
     * @param number which process of this agent it is
     * @param ahead of its clock: nobody else ever reads it
     */
    AgentProcess(
            Timeline timeline,
            AgentIdentity identity,
            int number,
            List<StaticAccount> declared,
            ControlPlaneClient controlPlane,
            Weather weather,
            Random random,
            Duration ahead,
            Consumer<AgentEnd> ended) {
        this.timeline = timeline;
        this.identity = identity;
        this.number = number;
        this.clusters = new Clusters(this, identity.agentId(), weather, random);
        InstantSource clock = () -> timeline.now().plus(ahead);
        AgentSettings settings = AgentSettings.defaults("simulated").withStartTimeout(Duration.ofSeconds(30));
        this.driver = new SessionDriver(
                identity,
                new AgentSession(identity, settings, declared, clock, random),
                controlPlane,
                clusters,
                this,
                this::request,
                clock,
                end -> {
                    ending = Optional.of(end);
                    dead = true;
                    ended.accept(end);
                });
    }

    private void request(Runnable work) {
        Fiber.begin(timeline, fiber -> {
            var delivery = Delivery.of(fiber);
            ScopedValue.where(Delivery.CURRENT, delivery).run(work);
            delivery.repeated().ifPresent(repeated -> after(repeated.after(), () -> hearAgain(repeated, work)));
        });
    }

    /** Whatever the agent has sent or heard since. */
    private void hearAgain(Delivery.Repeated repeated, Runnable work) {
        Fiber.begin(
                timeline,
                fiber -> ScopedValue.where(Delivery.CURRENT, Delivery.again(fiber, repeated))
                        .run(work));
    }

    String name() {
        return identity.agentId() + "." + number;
    }

    String agent() {
        return identity.agentId();
    }

    String zone() {
        return identity.zoneId();
    }

    String session() {
        return driver.status().session();
    }

    boolean lives() {
        return !dead;
    }

    Optional<AgentEnd> ending() {
        return ending;
    }

    /** What it watches; nothing once it is gone. */
    List<Clusters.Watched> watched() {
        return dead ? List.of() : List.copyOf(clusters.watched());
    }

    /** The accounts that it may cache. */
    List<String> cached() {
        if (dead) {
            return List.of();
        }
        var cached = new ArrayList<String>();
        for (Clusters.Watched watch : clusters.watched()) {
            if (watch.mayCache()) {
                cached.add(watch.target().account());
            }
        }
        return cached;
    }

    boolean mayCache(String account) {
        return !dead
                && clusters.watched().stream()
                        .anyMatch(watch -> watch.target().account().equals(account) && watch.mayCache());
    }

    /** Whether it cannot let go of this account for as long as it lives. */
    boolean hangs(String account) {
        return !dead && clusters.hangs(account);
    }

    void hang(String account, boolean answers) {
        clusters.hang(account, answers);
    }

    void look(String account) {
        if (!dead) {
            clusters.look(account);
        }
    }

    void begin() {
        driver.begin();
    }

    void kill() {
        dead = true;
    }

    void end() {
        driver.post(new SessionEvent.EndAsked());
    }

    void declare(List<StaticAccount> accounts) {
        driver.post(new SessionEvent.Declared(accounts));
    }

    void pause() {
        paused = true;
    }

    void resume() {
        paused = false;
        while (!paused && !backlog.isEmpty()) {
            backlog.remove().run();
        }
    }

    @Override
    public Task after(Duration delay, Runnable work) {
        var cancelled = new boolean[1];
        timeline.after(
                delay,
                () -> run(() -> {
                    if (!cancelled[0] && !dead) {
                        work.run();
                    }
                }));
        return () -> cancelled[0] = true;
    }

    private void run(Runnable work) {
        if (paused) {
            backlog.add(work);
        } else {
            work.run();
        }
    }
}
