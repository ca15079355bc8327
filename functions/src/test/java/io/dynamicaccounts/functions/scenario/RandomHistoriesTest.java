package io.dynamicaccounts.functions.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.dynamicaccounts.functions.Settings;
import io.dynamicaccounts.functions.account.Account;
import io.dynamicaccounts.functions.account.Standing;
import io.dynamicaccounts.functions.account.State;
import io.dynamicaccounts.functions.operator.EntryOutcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Operators, agents and sweeps in a random order from a seed, with publications lost as if functions had died. Whatever happened:
 * once nothing goes wrong any more, every account rests where the last accepted wish and the live agents say.
 */
class RandomHistoriesTest {

    private static final int STEPS = 150;
    private static final List<String> ACCOUNTS = List.of("a", "b", "c", "d");

    static LongStream seeds() {
        return LongStream.rangeClosed(1, Integer.getInteger("random.histories", 300));
    }

    private enum Wish {
        ACTIVE,
        INACTIVE,
        REMOVED
    }

    private final DyingStore store = new DyingStore();
    private final World world = new World(Settings.DEFAULT, store::around);
    private final Map<String, Wish> wishes = new HashMap<>();
    private final Map<String, Long> versions = new HashMap<>();
    private final List<TestAgent> agents = new ArrayList<>();
    private final StringBuilder trace = new StringBuilder();

    @ParameterizedTest
    @MethodSource("seeds")
    void everything_settles_where_the_last_wishes_say(long seed) {
        var random = new Random(seed);
        agents.add(world.agent("agent-1", "z1"));
        agents.add(world.agent("agent-2", "z1"));
        agents.add(world.agent("agent-3", "z2"));
        for (int step = 0; step < STEPS; step++) {
            store.publishNothing(random.nextInt(8) == 0);
            step(random);
            store.publishNothing(false);
            for (String name : ACCOUNTS) {
                checkForward(seed, name);
            }
        }
        world.live(Duration.ofMinutes(25), agents.toArray(TestAgent[]::new));
        ACCOUNTS.forEach(name -> checkSettled(seed, name));
    }

    private void step(Random random) {
        String name = ACCOUNTS.get(random.nextInt(ACCOUNTS.size()));
        TestAgent agent = agents.get(random.nextInt(agents.size()));
        int choice = random.nextInt(20);
        trace.append(choice)
                .append(' ')
                .append(name)
                .append(' ')
                .append(agent.id())
                .append('\n');
        switch (choice) {
            case 0, 1 -> {
                world.provision(
                                random.nextInt(4) == 0 ? "z2" : "z1",
                                name,
                                new HashMap<>(Map.of("name", name, "serviceAccount", true)))
                        .entries()
                        .forEach(outcome -> wish(outcome, Wish.INACTIVE));
            }
            case 2, 3, 4 -> world.activate(name).entries().forEach(outcome -> wish(outcome, Wish.ACTIVE));
            case 5 -> wish(world.activateIn(random.nextBoolean() ? "z1" : "z2", name), Wish.ACTIVE);
            case 6, 7 ->
                world.deactivate(name).entries().forEach(outcome -> {
                    if (wishes.get(name) != Wish.REMOVED) {
                        wish(outcome, Wish.INACTIVE);
                    }
                });
            case 8 -> world.delete(name).entries().forEach(outcome -> wish(outcome, Wish.REMOVED));
            case 9 ->
                world.redefine(
                        name, new HashMap<>(Map.of("name", name, "kubeconfigFile", "/kube/" + random.nextInt())));
            case 10 -> world.reassign(name);
            case 11, 12, 13 -> {
                agent.poll();
                agent.report();
            }
            case 14 -> agent.ask();
            case 15 -> agent.poll();
            case 16 -> agents.set(agents.indexOf(agent), agent.restarted());
            case 17 -> world.sweep();
            case 18 -> world.pass(random.nextInt(40));
            default -> world.live(Duration.ofSeconds(random.nextInt(30)), agents.toArray(TestAgent[]::new));
        }
    }

    private void wish(EntryOutcome outcome, Wish wish) {
        if (outcome instanceof EntryOutcome.Accepted || outcome instanceof EntryOutcome.Unchanged) {
            wishes.put(outcome.name().value(), wish);
        }
    }

    private void checkForward(long seed, String name) {
        world.store.accounts().find(World.name(name)).ifPresent(account -> {
            assertThat(account.version())
                    .as("version of %s, seed %d", name, seed)
                    .isGreaterThanOrEqualTo(versions.getOrDefault(name, 0L));
            versions.put(name, account.version());
        });
    }

    private void checkSettled(long seed, String name) {
        Wish wish = wishes.getOrDefault(name, Wish.REMOVED);
        Set<String> watching = new HashSet<>();
        agents.stream().filter(agent -> agent.watches().contains(name)).forEach(agent -> watching.add(agent.id()));
        Standing standing = world.store
                .accounts()
                .find(World.name(name))
                .map(Account::standing)
                .orElse(Standing.REMOVED);
        String context = "%s, seed %d, wish %s%n%s".formatted(name, seed, wish, trace);
        switch (wish) {
            case REMOVED -> assertThat(standing).as(context).isEqualTo(Standing.REMOVED);
            case INACTIVE -> assertThat(standing.state()).as(context).contains(State.INACTIVE);
            case ACTIVE -> {
                assertThat(standing).as(context).isEqualTo(Standing.ACTIVE);
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
            }
        }
        if (wish != Wish.ACTIVE) {
            assertThat(watching).as(context).isEmpty();
        }
    }
}
