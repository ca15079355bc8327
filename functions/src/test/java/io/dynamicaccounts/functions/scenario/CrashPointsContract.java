package io.dynamicaccounts.functions.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.dynamicaccounts.functions.account.Standing;
import io.dynamicaccounts.functions.scenario.FaultyStore.Fault;
import io.dynamicaccounts.functions.store.Unavailable;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Every operation at every beginning, failing in every way at every one of its calls of the store: once its caller has repeated
 * it, and polls and sweeps have gone on, everything is as if nothing had failed.
 */
public abstract class CrashPointsContract extends StageContract {

    private final Set<Operation> operations = EnumSet.noneOf(Operation.class);
    private int cases;
    private int calls;

    @TestFactory
    Stream<DynamicTest> a_call_that_fails_anywhere_and_is_repeated_ends_as_if_it_had_not() {
        return Arrays.stream(Beginning.values())
                .flatMap(beginning -> beginning.operations().stream()
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
            run(
                    beginning,
                    "%s, %s at call %d of %d".formatted(operation, fault, point + 1, points),
                    stage -> fail(stage, operation, point, fault, undisturbed));
        }
    }

    private static void fail(Stage stage, Operation operation, int point, Fault fault, EndState undisturbed) {
        Operation.Call call = operation.on(stage);
        stage.faults.failAfter(point, fault);
        try {
            call.make();
        } catch (FaultyStore.Died | Unavailable e) {
            stage.checkCaching();
            call.make();
        }
        assertThat(stage.faults.waits())
                .as("whether the fault is still to come")
                .isFalse();
        EndState end = settled(stage);
        assertThat(end).as("the end").isEqualTo(undisturbed);
        if (end.standing() == Standing.REMOVED) {
            stage.anHourPasses();
            Agreement.checkNothingIsLeft(stage);
        }
    }
}
