package io.dynamicaccounts.simulation;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** Runs simulations, each on a virtual thread of its own, so that its fibers change places cheaply. */
final class Run {

    private Run() {}

    static Simulation.Report of(Script script) {
        return of(script, DeliberateFault.NONE);
    }

    static Simulation.Report of(Script script, DeliberateFault fault) {
        return alone(() -> new Simulation(script, false, fault).run());
    }

    static <T> T alone(Callable<T> work) {
        var task = new FutureTask<>(work);
        Thread.ofVirtual().start(task);
        try {
            return task.get();
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case RuntimeException fault -> throw fault;
                case Error error -> throw error;
                default -> throw new IllegalStateException(e.getCause());
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
