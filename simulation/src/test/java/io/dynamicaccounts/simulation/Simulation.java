package io.dynamicaccounts.simulation;

import io.dynamicaccounts.functions.FunctionName;
import io.dynamicaccounts.functions.Settings;
import io.dynamicaccounts.functions.account.Account;
import io.dynamicaccounts.functions.store.Store;
import io.dynamicaccounts.functions.sweep.Sweep;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;

/**
 * One run of a script: the real functions, each invocation on an instance of its own clock, over the in-memory store;
 * the real agent library; operators, sweeps, and a network. After every event what must never be is asserted. In the
 * end nothing goes wrong any more, and within a bounded time everything has to rest where the last accepted wishes
 * and the live agents say.
 */
final class Simulation {

    /** What a run was. */
    record Report(
            long events, long calls, Map<Ledger.Step, Long> steps, long answered, long injected, Duration healing) {}

    private final Script script;
    private final Timeline timeline = new Timeline();
    private final Story story;
    private final Weather weather;
    private final Ledger ledger;
    private final Reported reported = new Reported();
    private final InForce inForce;
    private final Cloud cloud;
    private final Adopting adopting;
    private final Operators operators;
    private final Random random;
    private final Fleet fleet;
    private final Declared declared;
    private boolean calm;

    Simulation(Script script, boolean told, DeliberateFault fault) {
        this.script = script;
        this.declared = new Declared(script.zones());
        this.story = new Story(timeline, told);
        this.weather = new Weather(timeline, script);
        this.random = new Random(script.seed() ^ 0xA6E7);
        this.inForce = new InForce(timeline, script.settings(), Cloud.INSTANCES);
        var gaps = new Gaps(timeline, inForce, script.zones().size());
        this.ledger = new Ledger(timeline, story, inForce, gaps, reported, this::nobodyWatches);
        Supplier<Memory> empty = () -> Memory.empty(timeline, ledger, weather, fault);
        Memory memory = empty.get();
        this.cloud = new Cloud(timeline, story, weather, script.seed(), inForce, memory);
        this.adopting = new Adopting(timeline, story, cloud, ledger, inForce, memory, empty);
        this.operators = new Operators(timeline, story, weather, cloud, ledger, script);
        this.fleet = new Fleet(
                timeline,
                story,
                weather,
                script,
                declared,
                (agent, dice) -> new Wire(timeline, story, weather, cloud, ledger, reported, agent, dice),
                random);
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
            timeline.after(Duration.ofMillis(random.nextInt(20_000)), () -> fleet.start(agent));
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
        timeline.runUntil(Timeline.BEGIN.plus(script.trouble()), fleet::check);
        Duration healing = heal();
        return new Report(
                timeline.events(), cloud.calls(), ledger.steps(), operators.answered(), weather.count(), healing);
    }

    private void perform(Deed.What what) {
        switch (what) {
            case Deed.Ask ask -> operators.ask(ask);
            case Deed.Disconnect(String agent) -> operators.disconnect(agent);
            case Deed.Start(String agent) -> fleet.start(agent);
            case Deed.Crash(String agent) -> fleet.livingOf(agent).forEach(AgentProcess::kill);
            case Deed.End(String agent) -> fleet.livingOf(agent).forEach(AgentProcess::end);
            case Deed.Pause(String agent, Duration length) -> pause(agent, length);
            case Deed.Partition(String agent, Duration length) -> weather.partition(agent, length);
            case Deed.Declare(String agent, boolean declares) -> declare(agent, declares);
            case Deed.ChangeDeclared(String zone) -> changeDeclared(zone);
            case Deed.BadNetwork(int percent, Duration length) -> weather.badNetwork(percent, length);
            case Deed.SlowFunctions(Duration length) -> weather.slowFunctions(length);
            case Deed.Outage(Duration length) -> weather.outage(length);
            case Deed.DeclareDifferently(String agent) -> {
                declared.differ(agent);
                declareAnew(agent);
            }
            case Deed.ClusterDown(String account, Duration length) -> {
                weather.clusterDown(account, length);
                fleet.living().forEach(process -> process.look(account));
            }
            case Deed.ClusterDownFor(String agent, String account, Duration length) -> {
                weather.clusterDown(new Pair(agent, account), length);
                fleet.livingOf(agent).forEach(process -> process.look(account));
            }
            case Deed.StuckStops(String account, Duration length) -> weather.stuckStops(account, length);
            case Deed.HangingStops(String agent, String account, Duration length, boolean answers) ->
                weather.hangingStops(new Pair(agent, account), length, answers);
            case Deed.HungForEver(String agent, String account, boolean answers) ->
                fleet.newestOf(agent).ifPresent(process -> process.hang(account, answers));
            case Deed.Configure(int instance, Settings settings) -> cloud.configure(instance, settings);
            case Deed.LaggingIndex(Duration by, Duration length) -> weather.laggingIndex(by, length);
            case Deed.PagedReads(Duration length) -> weather.pagedReads(length);
            case Deed.EarlierVersion(int percent, Duration length) -> weather.earlierVersion(percent, length);
            case Deed.BackUp() -> adopting.backUp();
            case Deed.Adopt(boolean restored) -> adopting.adopt(restored);
            case Deed.ExtraSweep() -> sweep();
            case Deed.NoSweeps(Duration length) -> weather.noSweeps(length);
            case Deed.Trouble trouble -> weather.trouble(trouble);
        }
    }

    private void pause(String agent, Duration length) {
        fleet.newestOf(agent).ifPresent(process -> {
            process.pause();
            timeline.after(length, process::resume);
        });
    }

    private void declare(String agent, boolean declares) {
        declared.set(agent, declares);
        declareAnew(agent);
    }

    private void changeDeclared(String zone) {
        declared.change(zone);
        fleet.livingIn(zone).forEach(process -> process.declare(declared.by(process.agent())));
    }

    private void declareAnew(String agent) {
        fleet.livingOf(agent).forEach(process -> process.declare(declared.by(agent)));
    }

    private void scheduleSweep() {
        Duration late = Duration.ofMillis(random.nextInt(3_000));
        timeline.after(inForce.of(0).sweepInterval().plus(late), () -> {
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

    /** Every account that is or may be, declared ones included. */
    private List<String> accounts() {
        var all = new ArrayList<>(script.accounts());
        script.zones().values().stream().distinct().map(Script::declaredIn).forEach(all::add);
        return all;
    }

    private void nobodyWatches(Account before, Set<String> sessions) {
        fleet.nobodyWatches(before, sessions);
    }

    /** Nothing goes wrong any more; how long it took until everything was at rest for good. */
    private Duration heal() {
        calm = true;
        weather.clear();
        cloud.level();
        story.tell("**", "nothing goes wrong any more");
        fleet.living().forEach(AgentProcess::resume);
        Store store = adopting.memory().store();
        var living = new Living(script, fleet);
        var healing = new Healing(
                script,
                timeline,
                fleet,
                new Settlement(script, timeline, store, cloud, ledger, living, declared),
                new LeftToOperators(script, store, living),
                new Rest(script, store, inForce.of(0)),
                operators,
                inForce.of(0),
                declared.isContradictory());
        return healing.heal(accounts(), fleet::check);
    }
}
