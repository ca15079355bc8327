package io.dynamicaccounts.functions.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.function.Consumer;

/**
 * What two operations lead to when one begins after the other has ended, in either order. The request of the one may
 * also have been under way for long, and a sweep may come at any time. Each order is played when it is needed.
 */
final class OneAfterTheOther {

    private final Beginning beginning;
    private final Queue<Consumer<Stage>> orders;
    private final Set<EndState> ends = new LinkedHashSet<>();

    OneAfterTheOther(Beginning beginning, Operation one, Operation other) {
        this.beginning = beginning;
        this.orders = new ArrayDeque<>(List.of(
                order(one, other),
                order(other, one),
                stage -> late(stage, one, other),
                order(Operation.SWEEP, one, other),
                order(one, Operation.SWEEP, other),
                order(one, other, Operation.SWEEP),
                order(Operation.SWEEP, other, one),
                order(other, Operation.SWEEP, one),
                order(other, one, Operation.SWEEP)));
    }

    private static Consumer<Stage> order(Operation... operations) {
        return stage ->
                List.of(operations).forEach(operation -> operation.on(stage).make());
    }

    /** What the one asks for was decided on before the other began. */
    private static void late(Stage stage, Operation one, Operation other) {
        Operation.Call call = one.on(stage);
        stage.faults.pauseAfter(0, () -> other.on(stage).make());
        call.make();
    }

    /** Fails unless one of the orders ends so. */
    void check(EndState end) {
        while (!ends.contains(end) && !orders.isEmpty()) {
            ends.add(play(orders.remove()));
        }
        assertThat(end).as("the end").isIn(ends);
    }

    private EndState play(Consumer<Stage> order) {
        try (Stage stage = StageContract.stageInMemory(beginning)) {
            order.accept(stage);
            return StageContract.settled(stage);
        }
    }
}
