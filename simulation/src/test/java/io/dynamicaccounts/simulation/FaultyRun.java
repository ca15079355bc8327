package io.dynamicaccounts.simulation;

/** A run of something that is meant to be noticed. */
public final class FaultyRun {

    private FaultyRun() {}

    /** Tells the rule that a seed's script breaks; empty if none. Called from beyond the border of a class loader. */
    public static String ruleBrokenBy(long seed) {
        return ruleBrokenBy(seed, DeliberateFault.NONE);
    }

    static String ruleBrokenBy(long seed, DeliberateFault fault) {
        try {
            Run.of(Script.of(seed), fault);
            return "";
        } catch (Broken broken) {
            return broken.rule();
        } catch (RuntimeException failure) {
            return failure.toString();
        }
    }
}
