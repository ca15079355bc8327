package io.dynamicaccounts.simulation;

import java.util.Comparator;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.LongStream;

/**
 * Looks at many seeds: which of them break a rule, and why, and which of the others take long.
 * {@code Survey FIRST LAST} prints a line for each; {@code Survey SEED} cuts one down and tells it.
 */
final class Survey {

    private static final int SLOWEST = 10;

    private static final int LONGEST_LINE = 600;

    private record Taken(long seed, long millis) {}

    private Survey() {}

    public static void main(String[] arguments) {
        long first = Long.parseLong(arguments[0]);
        if (arguments.length == 1) {
            tell(first);
        } else {
            survey(first, Long.parseLong(arguments[1]));
        }
    }

    private static void tell(long seed) {
        Script script = Script.of(seed);
        try {
            System.out.println(Run.of(script));
        } catch (RuntimeException | Error failure) {
            System.out.println(new Shrinking(script).explain(failure));
        }
    }

    private static void survey(long first, long last) {
        Queue<Taken> taken = new ConcurrentLinkedQueue<>();
        var tally = new Tally();
        long begun = System.nanoTime();
        LongStream.rangeClosed(first, last).parallel().forEach(seed -> {
            long before = System.nanoTime();
            try {
                tally.add(Run.of(Script.of(seed)));
                taken.add(new Taken(seed, (System.nanoTime() - before) / 1_000_000));
            } catch (RuntimeException | Error failure) {
                String line = seed + " " + failure;
                System.out.println(line.substring(0, Math.min(LONGEST_LINE, line.length())));
            }
        });
        System.out.println(tally);
        System.out.println("not taken: " + tally.notTaken());
        System.out.printf("took %d ms; the slowest: ", (System.nanoTime() - begun) / 1_000_000);
        taken.stream()
                .sorted(Comparator.comparing(Taken::millis).reversed())
                .limit(SLOWEST)
                .forEach(one -> System.out.print(one.seed() + " in " + one.millis() + " ms, "));
        System.out.println();
    }
}
