package io.dynamicaccounts.functions.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.dynamicaccounts.functions.Settings;
import io.dynamicaccounts.functions.account.Account;
import io.dynamicaccounts.functions.account.AccountState;
import io.dynamicaccounts.functions.account.VisibleState;
import io.dynamicaccounts.functions.account.ZoneId;
import io.dynamicaccounts.functions.operator.AccountView;
import io.dynamicaccounts.functions.scenario.FaultyStore.Fault;
import io.dynamicaccounts.functions.store.Store;
import io.dynamicaccounts.functions.transition.TransitionResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Operators, agents and sweeps in a random order from a seed, with functions dying at any of their store calls.
 * Whatever happened: once nothing goes wrong any more, every account rests where the last accepted wish and the live
 * agents say.
 */
public class RandomHistoriesTest {

    private static final int STEPS = 150;
    private static final List<String> ACCOUNTS = List.of("a", "b", "c", "d");

    private static final String ANY_ZONE = "";

    static LongStream seeds() {
        return LongStream.rangeClosed(1, Integer.getInteger("random.histories", 300));
    }

    private enum Wish {
        ACTIVE,
        INACTIVE,
        REMOVED
    }

    private final FaultyStore store = new FaultyStore();
    private World world;
    private final Map<String, Wish> wishes = new HashMap<>();
    private final Map<String, Long> versions = new HashMap<>();
    private final List<TestAgent> agents = new ArrayList<>();

    /** Processes that were replaced, and may be paused rather than dead. */
    private final List<TestAgent> replaced = new ArrayList<>();

    private final StringBuilder trace = new StringBuilder();

    /** The empty store that a history is of: the one in memory, but for who inherits this. */
    protected Store open(Store memory) {
        return memory;
    }

    @BeforeEach
    void begin() {
        world = new World(Settings.DEFAULT, memory -> store.around(open(memory)));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void everything_settles_where_the_last_wishes_say(long seed) {
        var random = new Random(seed);
        agents.add(world.agent("agent-1", "z1"));
        agents.add(world.agent("agent-2", "z1"));
        agents.add(world.agent("agent-3", "z2"));
        for (int step = 0; step < STEPS; step++) {
            if (random.nextInt(4) == 0) {
                store.failAfter(random.nextInt(12), random.nextBoolean() ? Fault.KILLED_AFTER : Fault.KILLED_BEFORE);
            }
            step(random);
            store.heal();
            for (String name : ACCOUNTS) {
                checkForward(seed, name);
                checkCachers(seed, name);
            }
        }
        world.live(Duration.ofMinutes(25), agents.toArray(TestAgent[]::new));
        ACCOUNTS.forEach(name -> checkSettled(seed, name));
    }

    private void step(Random random) {
        String name = ACCOUNTS.get(random.nextInt(ACCOUNTS.size()));
        TestAgent agent = agents.get(random.nextInt(agents.size()));
        String zone = random.nextInt(3) == 0 ? "z2" : "z1";
        int choice = random.nextInt(20);
        trace.append(world.now())
                .append(' ')
                .append(choice)
                .append(' ')
                .append(name)
                .append(' ')
                .append(agent.id());
        try {
            switch (choice) {
                case 0 -> wish(Wish.INACTIVE, name, () -> provision(zone, name));
                case 1 -> wish(Wish.INACTIVE, name, () -> provision(ANY_ZONE, name));
                case 2, 3, 4 ->
                    wish(
                            Wish.ACTIVE,
                            name,
                            () -> world.activate(name).entries().getFirst().result());
                case 5 -> wish(Wish.ACTIVE, name, () -> world.activateIn(zone, name));
                case 6, 7 ->
                    wish(
                            Wish.INACTIVE,
                            name,
                            () -> world.deactivate(name).entries().getFirst().result());
                case 8 ->
                    wish(
                            Wish.REMOVED,
                            name,
                            () -> world.delete(name).entries().getFirst().result());
                case 9 ->
                    world.redefine(name, new HashMap<>(Map.of("name", name, "kubeconfigFile", "/kube/" + choice)));
                case 10 -> world.reassign(name);
                case 11, 12, 13 -> {
                    agent.poll();
                    agent.report();
                }
                case 14 -> agent.ask();
                case 15 -> agent.poll();
                case 16 -> {
                    replaced.add(agent);
                    agents.set(agents.indexOf(agent), agent.restarted());
                    if (random.nextBoolean()) {
                        agent.leaves();
                    }
                }
                case 17 -> world.sweep();
                case 18 -> world.pass(random.nextInt(40));
                default -> world.live(Duration.ofSeconds(random.nextInt(30)), agents.toArray(TestAgent[]::new));
            }
        } catch (FaultyStore.Died e) {
            trace.append(" died");
        }
        trace.append('\n');
    }

    private TransitionResult provision(String zone, String name) {
        Optional<ZoneId> given =
                Optional.of(zone).filter(any -> !any.equals(ANY_ZONE)).map(World::zone);
        return world.provision(given, name, new HashMap<>(Map.of("name", name, "serviceAccount", true)))
                .entries()
                .getFirst()
                .result();
    }

    /** A wish counts when it was accepted, and also when its function died after it had taken effect. */
    private void wish(Wish wish, String name, Supplier<TransitionResult> call) {
        long before = version(name);
        try {
            TransitionResult result = call.get();
            if (result instanceof TransitionResult.Moved || result instanceof TransitionResult.Unchanged) {
                note(wish, name);
            }
        } catch (FaultyStore.Died e) {
            store.heal();
            if (version(name) > before) {
                note(wish, name);
            }
            throw e;
        }
    }

    /** Deactivating what is marked for deletion leaves it marked. */
    private void note(Wish wish, String name) {
        if (wish != Wish.INACTIVE
                || world.standing(name) == AccountState.INACTIVE
                || !world.account(name).markedForDeletion()) {
            wishes.put(name, wish);
        }
    }

    private long version(String name) {
        return world.store
                .accounts()
                .find(World.name(name))
                .map(Account::version)
                .orElse(0L);
    }

    private void checkForward(long seed, String name) {
        world.store.accounts().find(World.name(name)).ifPresent(account -> {
            assertThat(account.version())
                    .as("version of %s, seed %d", name, seed)
                    .isGreaterThanOrEqualTo(versions.getOrDefault(name, 0L));
            versions.put(name, account.version());
        });
    }

    private void checkCachers(long seed, String name) {
        List<String> caching = Stream.concat(agents.stream(), replaced.stream())
                .filter(agent -> agent.caches().contains(name))
                .map(TestAgent::id)
                .toList();
        assertThat(caching).as("who caches %s, seed %d%n%s", name, seed, trace).hasSizeLessThanOrEqualTo(1);
    }

    private void checkSettled(long seed, String name) {
        Wish wish = wishes.getOrDefault(name, Wish.REMOVED);
        Set<String> watching = new HashSet<>();
        agents.stream().filter(agent -> agent.watches().contains(name)).forEach(agent -> watching.add(agent.id()));
        AccountState state = world.store
                .accounts()
                .find(World.name(name))
                .map(Account::state)
                .orElse(AccountState.REMOVED);
        String context = "%s, seed %d, wish %s%n%s".formatted(name, seed, wish, trace);
        switch (wish) {
            case REMOVED -> assertThat(state).as(context).isEqualTo(AccountState.REMOVED);
            case INACTIVE -> assertThat(state.visibleState()).as(context).contains(VisibleState.INACTIVE);
            case ACTIVE -> {
                assertThat(state).as(context).isEqualTo(AccountState.ACTIVE);
                Account account = world.account(name);
                assertThat(account.deadline()).as(context).isEmpty();
                assertThat(account.due()).as(context).isEmpty();
                Set<String> expected = new HashSet<>();
                agents.stream()
                        .filter(agent -> account.zone().orElseThrow().value().equals(agent.zone()))
                        .forEach(agent -> expected.add(agent.id()));
                assertThat(watching).as(context).isEqualTo(expected);
                assertThat(world.watchers(name)).as(context).containsExactlyInAnyOrderElementsOf(expected);
                agents.stream()
                        .filter(agent -> agent.watches().contains(name))
                        .forEach(agent -> assertThat(agent.watchesGeneration(name))
                                .as(context)
                                .isEqualTo(account.generation()));
                List<String> caching = agents.stream()
                        .filter(agent -> agent.caches().contains(name))
                        .map(TestAgent::id)
                        .toList();
                assertThat(caching).as("cached: " + context).hasSize(1);
                assertThat(world.view(name).orElseThrow().agents().stream()
                                .filter(AccountView.Watcher::caching)
                                .map(watcher -> watcher.agent().value()))
                        .as("said to be cached: " + context)
                        .isEqualTo(caching);
            }
        }
        if (wish != Wish.ACTIVE) {
            assertThat(watching).as(context).isEmpty();
        }
    }
}
