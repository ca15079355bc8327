package io.dynamicaccounts.simulation;

import io.dynamicaccounts.functions.ControlPlane;
import io.dynamicaccounts.functions.FunctionName;
import io.dynamicaccounts.functions.Settings;
import io.dynamicaccounts.functions.account.AccountName;
import io.dynamicaccounts.functions.definition.Definition;
import io.dynamicaccounts.functions.operator.AccountView;
import io.dynamicaccounts.functions.operator.GetAccount;
import io.dynamicaccounts.functions.operator.ListAccounts;
import io.dynamicaccounts.functions.store.Store;
import io.dynamicaccounts.functions.store.Unavailable;
import io.dynamicaccounts.functions.writing.Parallel;
import io.dynamicaccounts.functions.writing.Telemetry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;

/** Where functions run: on one of several instances, whose clocks are up to two seconds apart. */
final class Cloud {

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
    private final List<ControlPlane> instances = new ArrayList<>();
    private long calls;

    Cloud(Timeline timeline, Story story, Weather weather, Script script, Store store) {
        this.timeline = timeline;
        this.story = story;
        this.weather = weather;
        this.random = new Random(script.seed() ^ 0xC10D);
        var tokens = new AtomicLong();
        for (Duration ahead : CLOCKS) {
            instances.add(instance(
                    store, script.settings(), tokens, () -> timeline.now().plus(ahead)));
        }
    }

    private static ControlPlane instance(Store store, Settings settings, AtomicLong tokens, InstantSource clock) {
        return new ControlPlane(new ControlPlane.Parts(
                store,
                new Scrambling(),
                names -> {
                    var found = new LinkedHashMap<AccountName, Definition>();
                    names.forEach(name -> found.put(name, Secret.definition(name.value(), 0)));
                    return found;
                },
                settings,
                Parallel.NONE,
                Telemetry.NONE,
                () -> "token-" + tokens.incrementAndGet(),
                clock));
    }

    /** Runs a function to its end, or to whatever ends it, in this fiber. */
    <I, O> Reply<O> run(Deed.Victim victim, String who, FunctionName<I, O> name, I request, Fiber fiber) {
        calls++;
        Optional<Deed.Trouble> trouble = weather.trouble(victim);
        var call = new Call(
                name.value(),
                timeline.now(),
                fiber,
                new Random(random.nextLong()),
                weather.slow(),
                trouble,
                weather,
                victim == Deed.Victim.SWEEP ? SWEEP : REQUEST);
        ControlPlane instance = instances.get(random.nextInt(instances.size()));
        trouble.ifPresent(what -> story.tell(who, "in trouble at " + name.value() + ": " + what));
        try {
            O answer = ScopedValue.where(Call.CURRENT, call)
                    .call(() -> instance.get(name).apply(request));
            return new Reply.Answered<>(answer);
        } catch (Unavailable unavailable) {
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
