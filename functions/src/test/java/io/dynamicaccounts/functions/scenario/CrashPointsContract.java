package io.dynamicaccounts.functions.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.dynamicaccounts.functions.account.AccountState;
import io.dynamicaccounts.functions.scenario.FaultyStore.Fault;
import io.dynamicaccounts.functions.store.StoreUnavailable;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Every operation at every beginning, failing in every way at every one of its calls of the store. Once its caller
 * has repeated it, and polls and sweeps have gone on, everything is as if nothing had failed; where the caller gives
 * up, as if nothing had failed or nobody had called: never in between.
 */
public abstract class CrashPointsContract extends StageContract {

    private final Set<Operation> operations = EnumSet.noneOf(Operation.class);
    private final Map<Beginning, EndState> withoutCalls = new EnumMap<>(Beginning.class);
    private int cases;
    private int calls;

    @TestFactory
    Stream<DynamicTest>
            a_call_that_fails_anywhere_ends_as_if_it_had_not_once_it_is_repeated_and_else_at_most_as_if_it_was_not_made() {
        return Arrays.stream(Beginning.values())
                .flatMap(beginning -> Stream.concat(beginning.operations().stream(), Stream.of(Operation.ADOPT))
                        .map(operation -> DynamicTest.dynamicTest(
                                beginning + ": " + operation, () -> everyCall(beginning, operation))));
    }

    @AfterAll
    void count() {
        System.out.printf(
                "crash points: %d operations, %d cases, %d calls of the store, %d ways to fail: %s%n",
                operations.size(), cases, calls, Fault.values().length, runs());
    }

    private void everyCall(Beginning beginning, Operation operation) {
        operations.add(operation);
        cases++;
        EndState uncalled = uncalled(beginning);
        int points;
        EndState undisturbed;
        try (Stage stage = stageInMemory(beginning)) {
            Operation.Call call = operation.on(stage);
            int before = stage.faults.calls();
            call.make();
            points = stage.faults.calls() - before;
            undisturbed = settled(stage);
        }
        calls += points;
        for (int i = 0; i < points * Fault.values().length; i++) {
            int point = i / Fault.values().length;
            Fault fault = Fault.values()[i % Fault.values().length];
            String title = "%s, %s at call %d of %d".formatted(operation, fault, point + 1, points);
            run(beginning, title, stage -> {
                Operation.Call call = operation.on(stage);
                if (fails(stage, call, point, fault)) {
                    call.make();
                }
                check(stage, Set.of(undisturbed));
            });
            if (!operation.mayBeGivenUp()) {
                continue;
            }
            run(beginning, title + ", and given up", stage -> {
                boolean failed = fails(stage, operation.on(stage), point, fault);
                check(stage, failed ? Set.copyOf(List.of(undisturbed, uncalled)) : Set.of(undisturbed));
            });
        }
    }

    private EndState uncalled(Beginning beginning) {
        return withoutCalls.computeIfAbsent(beginning, where -> {
            try (Stage stage = stageInMemory(where)) {
                return settled(stage);
            }
        });
    }

    /** Whether the caller notices. */
    private static boolean fails(Stage stage, Operation.Call call, int point, Fault fault) {
        stage.faults.failAfter(point, fault);
        boolean noticed = false;
        try {
            call.make();
        } catch (FaultyStore.Died | StoreUnavailable e) {
            noticed = true;
        }
        assertThat(stage.faults.waits())
                .as("whether the fault is still to come")
                .isFalse();
        stage.checkCaching();
        return noticed;
    }

    private static void check(Stage stage, Set<EndState> allowed) {
        EndState end = settled(stage);
        assertThat(end).as("the end").isIn(allowed);
        if (end.state() == AccountState.REMOVED) {
            stage.anHourPasses();
            Agreement.checkNothingIsLeft(stage);
        }
    }
}
