package io.dynamicaccounts.simulation;

import io.dynamicaccounts.agent.AgentIdentity;
import io.dynamicaccounts.agent.Ending;
import io.dynamicaccounts.functions.FunctionName;
import io.dynamicaccounts.functions.account.Account;
import io.dynamicaccounts.functions.store.Store;
import io.dynamicaccounts.functions.store.memory.MemoryStore;
import io.dynamicaccounts.functions.sweep.Sweep;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/**
 * One run of a script: the real functions, each invocation on an instance of its own clock, over the in-memory store; the real agent
 * library; operators, sweeps, and a network. After every event what must never be is asserted. In the end nothing goes wrong any
 * more, and within a bounded time everything has to rest where the last accepted wishes and the live agents say.
 */
final class Simulation {

    /** How long healing may take once nothing goes wrong: so many polls and sweeps that another one would not help. */
    private static final Duration BOUND = Duration.ofMinutes(25);

    private static final Duration LOOK = Duration.ofSeconds(15);

    /** For so long everything has to stay where it came to rest. */
    private static final Duration STEADY = Duration.ofSeconds(90);

    /** What a run was. */
    record Report(
            long events, long calls, Map<Ledger.Step, Long> steps, long answered, long injected, Duration healing) {}

    private final Script script;
    private final Timeline timeline = new Timeline();
    private final Story story;
    private final Weather weather;
    private final Store store;
    private final Ledger ledger;
    private final Reported reported = new Reported();
    private final Cloud cloud;
    private final Operators operators;
    private final Random random;
    private final List<AgentProcess> processes = new ArrayList<>();
    private final Map<String, AgentProcess> newest = new LinkedHashMap<>();
    private final Declared declared;
    private boolean calm;

    Simulation(Script script, boolean told, DeliberateFault fault) {
        this.script = script;
        this.declared = new Declared(script.zones());
        this.story = new Story(timeline, told);
        this.weather = new Weather(timeline, script);
        this.random = new Random(script.seed() ^ 0xA6E7);
        this.ledger = new Ledger(timeline, story, script.settings(), reported, this::nobodyWatches);
        this.store = Ports.around(new MemoryStore(), ledger);
        Store suffering = Ports.around(
                fault.below().apply(store),
                call -> Call.CURRENT.isBound() ? Call.CURRENT.get().around(call) : call.proceed());
        this.cloud = new Cloud(timeline, story, weather, script, fault.above().apply(suffering));
        this.operators = new Operators(timeline, story, weather, cloud, ledger, script);
    }

    Story story() {
        return story;
    }

    /**
     * Runs it.
     *
     * @throws Broken when a rule does not hold
     */
    Report run() {
        for (String agent : script.zones().keySet()) {
            timeline.after(Duration.ofMillis(random.nextInt(20_000)), () -> start(agent));
        }
        for (Deed deed : script.deeds()) {
            timeline.after(deed.at(), () -> {
                if (!calm) {
                    story.tell("**", deed.what());
                    perform(deed.what());
                }
            });
        }
        scheduleSweep();
        timeline.runUntil(Timeline.BEGIN.plus(script.trouble()), this::check);
        Duration healing = heal();
        return new Report(
                timeline.events(), cloud.calls(), ledger.steps(), operators.answered(), weather.count(), healing);
    }

    private void perform(Deed.What what) {
        switch (what) {
            case Deed.Ask ask -> operators.ask(ask);
            case Deed.Disconnect(String agent) -> operators.disconnect(agent);
            case Deed.Start(String agent) -> start(agent);
            case Deed.Crash(String agent) -> processesOf(agent).forEach(AgentProcess::kill);
            case Deed.End(String agent) -> processesOf(agent).forEach(AgentProcess::end);
            case Deed.Pause(String agent, Duration length) -> pause(agent, length);
            case Deed.Partition(String agent, Duration length) -> weather.partition(agent, length);
            case Deed.Declare(String agent, boolean declares) -> declare(agent, declares);
            case Deed.ChangeDeclared(String zone) -> changeDeclared(zone);
            case Deed.BadNetwork(int percent, Duration length) -> weather.badNetwork(percent, length);
            case Deed.SlowFunctions(Duration length) -> weather.slowFunctions(length);
            case Deed.Outage(Duration length) -> weather.outage(length);
            case Deed.ClusterDown(String account, Duration length) -> weather.clusterDown(account, length);
            case Deed.StuckStops(String account, Duration length) -> weather.stuckStops(account, length);
            case Deed.ExtraSweep() -> sweep();
            case Deed.NoSweeps(Duration length) -> weather.noSweeps(length);
            case Deed.Trouble trouble -> weather.trouble(trouble);
        }
    }

    private void start(String agent) {
        int number = (int) processes.stream()
                        .filter(each -> each.agent().equals(agent))
                        .count()
                + 1;
        var identity = new AgentIdentity(agent, script.zones().get(agent));
        String name = agent + "." + number;
        var wire = new Wire(timeline, story, weather, cloud, ledger, reported, agent, new Random(random.nextLong()));
        var process = new AgentProcess(
                timeline,
                identity,
                number,
                declared.by(agent),
                wire,
                weather,
                new Random(random.nextLong()),
                Duration.ofSeconds(random.nextInt(1_200) - 600),
                ending -> ended(name, ending));
        processes.add(process);
        newest.put(agent, process);
        story.tell(name, "begins");
        process.begin();
    }

    private void ended(String name, Ending ending) {
        story.tell(name, "ends: " + ending);
        if (ending.reason() == Ending.Reason.BROKEN) {
            throw new Broken("an agent has no fault of its own", name + " " + ending.detail());
        }
    }

    private void pause(String agent, Duration length) {
        Optional.ofNullable(newest.get(agent)).ifPresent(process -> {
            process.pause();
            timeline.after(length, process::resume);
        });
    }

    private void declare(String agent, boolean declares) {
        declared.set(agent, declares);
        processesOf(agent).forEach(process -> process.declare(declared.by(agent)));
    }

    private void changeDeclared(String zone) {
        declared.change(zone);
        processes.stream()
                .filter(process -> process.lives() && process.zone().equals(zone))
                .forEach(process -> process.declare(declared.by(process.agent())));
    }

    private List<AgentProcess> processesOf(String agent) {
        return processes.stream()
                .filter(process -> process.agent().equals(agent) && process.lives())
                .toList();
    }

    private void scheduleSweep() {
        Duration late = Duration.ofMillis(random.nextInt(3_000));
        timeline.after(script.settings().sweepInterval().plus(late), () -> {
            scheduleSweep();
            if (weather.sweepsRun()) {
                sweep();
            }
        });
    }

    private void sweep() {
        Fiber.begin(timeline, fiber -> {
            var request = new Sweep.Request(Duration.ofSeconds(40));
            Cloud.Reply<Sweep.Result> reply = cloud.run(Deed.Victim.SWEEP, "sweep", FunctionName.SWEEP, request, fiber);
            boolean idle = reply instanceof Cloud.Reply.Answered<Sweep.Result>(Sweep.Result result)
                    && result.fenced() + result.followed() + result.due() == 0
                    && result.distrust().isEmpty();
            if (!idle) {
                story.tell("sweep", reply);
            }
        });
    }

    /** What must hold at every moment: of each account, at most one process may cache it by its own rules. */
    private void check() {
        for (String account : accounts()) {
            AgentProcess first = null;
            for (AgentProcess process : processes) {
                if (process.mayCache(account)) {
                    if (first != null) {
                        throw new Broken(
                                "at most one agent may cache an account",
                                account + " by " + first.name() + " and " + process.name());
                    }
                    first = process;
                }
            }
        }
    }

    /** Every account that is or may be, declared ones included. */
    private List<String> accounts() {
        var all = new ArrayList<>(script.accounts());
        script.zones().values().stream().distinct().map(Script::declaredIn).forEach(all::add);
        return all;
    }

    /** An account is only said to be stopped when no agent of its zone that was there all along watches it. */
    private void nobodyWatches(Account before, Set<String> sessions) {
        processes.stream()
                .filter(process -> process.lives() && sessions.contains(process.session()))
                .filter(process -> process.watched().stream()
                        .anyMatch(watch ->
                                watch.target().account().equals(before.name().value())))
                .findFirst()
                .ifPresent(process -> {
                    throw new Broken("a stop is not over before every agent let go", before + " at " + process.name());
                });
    }

    /** Nothing goes wrong any more; how long it took until everything was at rest for good. */
    private Duration heal() {
        calm = true;
        weather.clear();
        story.tell("**", "nothing goes wrong any more");
        processes.forEach(AgentProcess::resume);
        var settlement = new Settlement(script, store, cloud, ledger, processes, declared);
        Duration restless = Duration.ZERO;
        boolean repeated = false;
        for (Duration passed = Duration.ZERO; ; passed = passed.plus(LOOK)) {
            keepAlive();
            List<String> complaints = settlement.complaints(accounts());
            if (!complaints.isEmpty()) {
                restless = passed;
                if (passed.compareTo(BOUND) > 0) {
                    throw new Broken("everything heals", String.join("; ", complaints));
                }
            } else if (passed.minus(restless).compareTo(STEADY) >= 0) {
                return restless;
            }
            if (!repeated && passed.compareTo(BOUND.dividedBy(3)) > 0) {
                repeated = true;
                settlement.givenUp(accounts()).forEach(operators::ask);
            }
            timeline.runUntil(timeline.now().plus(LOOK), this::check);
        }
    }

    /** One process of each agent, as a supervisor would see to; none where the zone is to be dead. */
    private void keepAlive() {
        for (String agent : script.zones().keySet()) {
            boolean dead =
                    script.deadZone().filter(script.zones().get(agent)::equals).isPresent();
            List<AgentProcess> living = processesOf(agent);
            if (dead) {
                living.forEach(AgentProcess::kill);
            } else if (living.isEmpty()) {
                start(agent);
            }
        }
    }
}
