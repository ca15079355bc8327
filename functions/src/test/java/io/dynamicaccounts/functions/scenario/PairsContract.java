package io.dynamicaccounts.functions.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Every operation at every beginning, held up before every one of its calls of the store while every other operation
 * runs from beginning to end: both are answered with the truth, and what they and the polls and sweeps after them
 * lead to is what they would have led to one after the other, in one order or the other.
 */
public abstract class PairsContract extends StageContract {

    /** By whom the timeline says that a transition was made. */
    private static final String FIRST = "the one held up";

    private static final String SECOND = "the one meanwhile";
    private static final String LATER = "whoever came later";

    private final Set<Operation> operations = EnumSet.noneOf(Operation.class);
    private int pairs;
    private int pauses;

    @TestFactory
    Stream<DynamicTest> two_at_once_end_as_one_after_the_other() {
        return Arrays.stream(Beginning.values())
                .flatMap(beginning -> beginning.operationsAtOnce().stream()
                        .map(first -> DynamicTest.dynamicTest(
                                beginning + ": " + first, () -> everySecond(beginning, first))));
    }

    @AfterAll
    void count() {
        System.out.printf(
                "pairs: %d operations, %d ordered pairs, %d pauses: %s%n", operations.size(), pairs, pauses, runs());
    }

    private void everySecond(Beginning beginning, Operation first) {
        int calls = calls(beginning, first);
        for (Operation second : beginning.operationsAtOnce()) {
            if (!first.writesCredential() || !second.writesCredential()) {
                everyPause(beginning, first, calls, second);
            }
        }
        everyPause(beginning, first, calls, Operation.A_WHILE);
    }

    private void everyPause(Beginning beginning, Operation first, int calls, Operation second) {
        operations.add(second);
        pairs++;
        pauses += calls;
        var serially = new OneAfterTheOther(beginning, first, second);
        for (int i = 0; i < calls; i++) {
            int point = i;
            run(
                    beginning,
                    "%s held up before call %d of %d by %s".formatted(first, point + 1, calls, second),
                    stage -> {
                        holdUp(stage, first, point, second);
                        serially.check(settled(stage));
                    });
        }
    }

    private static int calls(Beginning beginning, Operation operation) {
        try (Stage stage = stageInMemory(beginning)) {
            Operation.Call call = operation.on(stage);
            int before = stage.faults.calls();
            call.make();
            return stage.faults.calls() - before;
        }
    }

    private static void holdUp(Stage stage, Operation first, int point, Operation second) {
        Operation.Call call = first.on(stage);
        int began = stage.timeline.length();
        stage.timeline.goesOn(FIRST);
        stage.faults.pauseAfter(point, () -> {
            int beganMeanwhile = stage.timeline.length();
            stage.timeline.goesOn(SECOND);
            Object answer = second.on(stage).make();
            Honesty.check(second, answer, SECOND, stage.timeline, beganMeanwhile);
            stage.checkCaching();
            stage.timeline.goesOn(FIRST);
        });
        Object answer = call.make();
        assertThat(stage.faults.waits())
                .as("whether the pause is still to come")
                .isFalse();
        Honesty.check(first, answer, FIRST, stage.timeline, began);
        stage.timeline.goesOn(LATER);
    }
}
