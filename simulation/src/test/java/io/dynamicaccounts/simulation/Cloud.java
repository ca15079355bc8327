package io.dynamicaccounts.simulation;

import io.dynamicaccounts.functions.ControlPlane;
import io.dynamicaccounts.functions.FunctionName;
import io.dynamicaccounts.functions.Interceptor;
import io.dynamicaccounts.functions.ScanSettings;
import io.dynamicaccounts.functions.Settings;
import io.dynamicaccounts.functions.account.AccountName;
import io.dynamicaccounts.functions.definition.TestSource;
import io.dynamicaccounts.functions.installation.Readiness;
import io.dynamicaccounts.functions.operator.AccountView;
import io.dynamicaccounts.functions.operator.GetAccount;
import io.dynamicaccounts.functions.operator.ListAccounts;
import io.dynamicaccounts.functions.store.Store;
import io.dynamicaccounts.functions.store.StoreUnavailable;
import io.dynamicaccounts.functions.transition.Parallel;
import io.dynamicaccounts.functions.transition.TransitionListener;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;

/**
 * Where functions run: on one of several instances, whose clocks are up to two seconds apart, each with its own
 * settings. All of them may be stopped, and serve another store after that.
 */
final class Cloud {

    static final int INSTANCES = 3;

    private static final List<Duration> CLOCKS = List.of(Duration.ofSeconds(-1), Duration.ZERO, Duration.ofSeconds(1));

    /** How long a function that somebody waits for may take, and how long a sweep may. */
    private static final Duration REQUEST = Duration.ofSeconds(25);

    private static final Duration SWEEP = Duration.ofSeconds(50);

    /** What came of an invocation. */
    sealed interface Reply<O> {
        record Answered<O>(O answer) implements Reply<O> {}

        record Down<O>(String why) implements Reply<O> {}
    }

    private final Timeline timeline;
    private final Story story;
    private final Weather weather;
    private final Random random;
    private final InForce inForce;
    private final AtomicLong tokens = new AtomicLong();
    private final List<ControlPlane> instances = new ArrayList<>();
    private Memory memory;
    private boolean stopped;
    private long era;
    private long calls;

    Cloud(Timeline timeline, Story story, Weather weather, long seed, InForce inForce, Memory memory) {
        this.timeline = timeline;
        this.story = story;
        this.weather = weather;
        this.random = new Random(seed ^ 0xC10D);
        this.inForce = inForce;
        this.memory = memory;
        begin();
    }

    private void begin() {
        Readiness.check(memory.store(), timeline::now);
        instances.clear();
        for (int number = 0; number < INSTANCES; number++) {
            instances.add(instance(number));
        }
    }

    /** Replaces an instance; what it is in the middle of it goes on with. */
    void configure(int number, Settings settings) {
        inForce.configure(number, settings);
        if (!stopped) {
            instances.set(number, instance(number));
        }
    }

    /** All instances become like the newest, as a roll-out ends. */
    void level() {
        Settings newest = inForce.of(0);
        var last = new Settings(
                newest.timing(),
                newest.heartbeatTimeout(),
                newest.sweepInterval(),
                newest.pollsPerSecond(),
                newest.history(),
                Settings.Exclusions.ON);
        for (int number = 0; number < INSTANCES; number++) {
            if (!inForce.of(number).equals(last)) {
                configure(number, last);
            }
        }
    }

    /** Ends everything that is under way; nobody is answered any more. */
    void stop() {
        stopped = true;
        era++;
    }

    void serve(Memory other) {
        memory = other;
        begin();
        stopped = false;
    }

    boolean serves() {
        return !stopped;
    }

    String token() {
        return "token-" + tokens.incrementAndGet();
    }

    private ControlPlane instance(int number) {
        Store store = memory.suffering();
        Settings settings = inForce.of(number);
        InstantSource clock = () -> timeline.now().plus(CLOCKS.get(number));
        return new ControlPlane(new ControlPlane.Components(
                        store,
                        new Scrambling(),
                        TestSource.ofEveryName(name -> Secret.definition(name.value(), 0)),
                        settings,
                        Parallel.NONE,
                        TransitionListener.NONE,
                        this::token,
                        clock,
                        ScanSettings.NONE)
                .with(Interceptor.ON));
    }

    /** Runs a function to its end, or to whatever ends it, in this fiber. */
    <I, O> Reply<O> run(Deed.Victim victim, String who, FunctionName<I, O> name, I request, Fiber fiber) {
        if (stopped) {
            return new Reply.Down<>("stopped");
        }
        calls++;
        long begunIn = era;
        Optional<Deed.Trouble> trouble = weather.trouble(victim);
        var call = new Call(
                name.value(),
                timeline.now(),
                fiber,
                new Random(random.nextLong()),
                weather.slow(),
                trouble,
                weather,
                memory.reads(),
                () -> era == begunIn,
                victim == Deed.Victim.SWEEP ? SWEEP : REQUEST);
        ControlPlane instance = instances.get(random.nextInt(instances.size()));
        trouble.ifPresent(what -> story.tell(who, "in trouble at " + name.value() + ": " + what));
        try {
            O answer = ScopedValue.where(Call.CURRENT, call)
                    .call(() -> instance.get(name).apply(request));
            return new Reply.Answered<>(answer);
        } catch (StoreUnavailable unavailable) {
            Secret.mustNotBeIn(unavailable.getMessage(), "a message");
            return new Reply.Down<>("unavailable");
        } catch (Call.Killed killed) {
            return new Reply.Down<>("killed");
        }
    }

    /** What an operator sees of an account now, when nothing goes wrong. */
    Optional<AccountView> view(String name) {
        Optional<AccountView> view = instances
                .getFirst()
                .get(FunctionName.GET)
                .apply(new GetAccount.Request(new AccountName(name)))
                .account();
        Secret.mustNotBeIn(view, "what an operator sees of " + name);
        return view;
    }

    /** The names that an operator sees listed now, when nothing goes wrong. */
    Set<String> listed() {
        var request = new ListAccounts.Request(new ListAccounts.Start.Page(1), 1_000, ListAccounts.Filter.NONE, true);
        ListAccounts.Result result = instances.getFirst().get(FunctionName.LIST).apply(request);
        Secret.mustNotBeIn(result, "a list for operators");
        return result.items().stream()
                .map(view -> view.account().name().value())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    long calls() {
        return calls;
    }
}
