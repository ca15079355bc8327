package io.dynamicaccounts.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.LongFunction;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The proof of the proof: a simulation that does not notice these would prove nothing. */
class DeliberateFaultsTest {

    private static final int MOST_SEEDS = 3_000;

    /** Most faults are noticed within these. */
    private static final int SOON = 50;

    /** Where those that need many runs were noticed last: tried next, and no harm where they have moved. */
    private static final long[] LAST_TIME = {
        62, 88, 100, 110, 115, 131, 136, 140, 151, 157, 202, 464, 507, 2_438, 8_077, 18_201, 20_205, 35_383, 52_095,
        86_969
    };

    static List<DeliberateFault> faultsOfTheStore() {
        return DeliberateFault.all();
    }

    static List<SourceFault> faultsOfTheProduct() {
        return SourceFault.all();
    }

    static List<SourceFault> faultsNotNoticedYet() {
        return UnnoticedFaults.all();
    }

    @ParameterizedTest
    @MethodSource("faultsOfTheStore")
    void is_noticed(DeliberateFault fault) {
        mustBeNoticed(fault.name(), seed -> FaultyRun.ruleBrokenBy(seed, fault));
    }

    @ParameterizedTest
    @MethodSource("faultsOfTheProduct")
    void is_noticed_in_the_source(SourceFault fault) {
        mustBeNoticed(fault.name(), FaultyProduct.with(fault));
    }

    /** What today's scripts do not show, a wider one may. */
    @ParameterizedTest
    @MethodSource("faultsNotNoticedYet")
    @EnabledIfSystemProperty(named = "simulation.unnoticed", matches = "true")
    void is_noticed_by_now(SourceFault fault) {
        mustBeNoticed(fault.name(), FaultyProduct.with(fault));
    }

    @ParameterizedTest
    @MethodSource("faultsNotNoticedYet")
    void is_a_fault_that_the_source_can_still_have(SourceFault fault) {
        assertThat(fault.sources()).isNotEmpty();
    }

    private static void mustBeNoticed(String fault, LongFunction<String> ruleBrokenBy) {
        long seed = new SeedSearch(seeds())
                .first(candidate -> !ruleBrokenBy.apply(candidate).isEmpty())
                .orElseThrow(() -> new AssertionError("not noticed in " + MOST_SEEDS + " runs: " + fault));
        System.out.printf("%-75s noticed with seed %4d: %s%n", fault, seed, ruleBrokenBy.apply(seed));
    }

    private static long[] seeds() {
        return Stream.of(
                        LongStream.rangeClosed(1, SOON),
                        LongStream.of(LAST_TIME),
                        LongStream.rangeClosed(SOON + 1, MOST_SEEDS))
                .flatMapToLong(part -> part)
                .toArray();
    }
}
