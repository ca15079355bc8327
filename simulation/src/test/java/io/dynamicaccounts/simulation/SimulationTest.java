package io.dynamicaccounts.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.dynamicaccounts.functions.account.AccountState;
import io.dynamicaccounts.functions.lifecycle.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Scripts from seeds, each a few minutes to over an hour of things going wrong. {@code -Dsimulation.seed=N} runs one
 * and tells all of it; {@code -Dsimulation.seeds=N} says how many.
 */
class SimulationTest {

    private static final long SEEDS = 3_000;

    /**
     * An agent that registers queues it again before it declares anything, so this takes more than one race; the
     * lifecycle's own test has it.
     */
    private static final List<Ledger.Step> TOO_RARE = List.of(
            new Ledger.Step(Event.REDECLARE, AccountState.FAILED_NO_AGENT),
            new Ledger.Step(Event.WITHDRAW, AccountState.TO_MIGRATE),
            new Ledger.Step(Event.WITHDRAW, AccountState.FAILED_NO_AGENT));

    @Test
    void whatever_goes_wrong_no_rule_is_broken_and_everything_heals() {
        Long one = Long.getLong("simulation.seed");
        if (one != null) {
            tell(one);
        } else {
            run(1, Long.getLong("simulation.seeds", SEEDS));
        }
    }

    @Test
    @Tag("long")
    void whatever_goes_wrong_in_a_hundred_thousand_runs() {
        run(SEEDS + 1, Long.getLong("simulation.long-seeds", 100_000));
    }

    @Test
    void the_same_seed_gives_the_same_run_to_the_last_line() {
        for (long seed = 1; seed <= 10; seed++) {
            assertThat(storyOf(seed)).isEqualTo(storyOf(seed)).hasSizeGreaterThan(20);
        }
    }

    private static void run(long first, long count) {
        var tally = new Tally();
        LongStream.range(first, first + count).parallel().forEach(seed -> {
            try {
                tally.add(Run.of(Script.of(seed)));
            } catch (Throwable failure) {
                throw new AssertionError(new Shrinking(Script.of(seed)).explain(failure), failure);
            }
        });
        System.out.println(tally);
        assertThat(tally.notTaken())
                .as("steps of the lifecycle that no run took: nothing is proved of them")
                .isSubsetOf(TOO_RARE);
    }

    private static void tell(long seed) {
        var simulation = new Simulation(Script.of(seed), true, DeliberateFault.NONE);
        try {
            System.out.println(Run.alone(simulation::run));
        } finally {
            System.out.println(String.join("\n", simulation.story().lines()));
        }
    }

    private static List<String> storyOf(long seed) {
        var simulation = new Simulation(Script.of(seed), true, DeliberateFault.NONE);
        Run.alone(simulation::run);
        return new ArrayList<>(simulation.story().lines());
    }
}
