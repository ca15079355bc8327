package io.dynamicaccounts.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Makes a failing script shorter by leaving out deeds, as long as the same rule stays broken. */
final class Shrinking {

    private static final int MOST_RUNS = 400;

    private final Script script;
    private final DeliberateFault fault;
    private int runs;

    Shrinking(Script script) {
        this(script, DeliberateFault.NONE);
    }

    Shrinking(Script script, DeliberateFault fault) {
        this.script = script;
        this.fault = fault;
    }

    /** The seed, the few deeds that it takes, and what then happened. */
    String explain(Throwable failure) {
        Script least = least(failure);
        var simulation = new Simulation(least, true, fault);
        String end;
        try {
            end = "but not when it was told: " + Run.alone(simulation::run);
        } catch (Throwable again) {
            end = again.toString();
        }
        return "seed %d: %s%nof %d deeds these are enough:%n%s%n%n%s%n%s"
                .formatted(
                        script.seed(),
                        failure,
                        script.deeds().size(),
                        least.deeds().stream().map(Deed::toString).collect(Collectors.joining("\n")),
                        String.join("\n", simulation.story().lines()),
                        end);
    }

    /** Ever smaller parts are left out, until no single one can be. */
    Script least(Throwable failure) {
        Script least = script;
        for (int part = Math.max(1, least.deeds().size() / 2); part >= 1; part = part == 1 ? 0 : part / 2) {
            int from = 0;
            while (from < least.deeds().size() && runs < MOST_RUNS) {
                var fewer = new ArrayList<>(least.deeds());
                fewer.subList(from, Math.min(from + part, fewer.size())).clear();
                if (fails(least.with(List.copyOf(fewer)), failure)) {
                    least = least.with(List.copyOf(fewer));
                } else {
                    from += part;
                }
            }
        }
        return least;
    }

    private boolean fails(Script candidate, Throwable failure) {
        runs++;
        try {
            Run.of(candidate, fault);
            return false;
        } catch (Throwable again) {
            return rule(again).equals(rule(failure));
        }
    }

    private static String rule(Throwable failure) {
        return failure instanceof Broken broken ? broken.rule() : failure.toString();
    }
}
