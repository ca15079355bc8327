package io.dynamicaccounts.local.command;

import io.dynamicaccounts.functions.ControlPlane;
import io.dynamicaccounts.functions.Settings;
import io.dynamicaccounts.functions.installation.Adoption;
import io.dynamicaccounts.functions.store.Store;
import io.dynamicaccounts.functions.transition.Parallel;
import io.dynamicaccounts.local.process.Storage;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.InstantSource;
import java.util.UUID;

/** Runs an adoption as part of a command: prints what happens, and waits for the end. */
final class AdoptionRun {

    static final Parallel PARALLEL = Parallel.bounded(ControlPlane.PARALLEL_WRITES);

    private static final Duration LOOK = Duration.ofSeconds(1);

    private AdoptionRun() {}

    static Adoption of(Store store, Settings settings) {
        return Adoption.of(store, settings, PARALLEL, () -> UUID.randomUUID().toString(), InstantSource.system());
    }

    /** Waits until no agent goes on by an answer from before the adoption, and then finishes the adoption. */
    static void finish(Adoption adoption, Adoption.Begun begun, Storage storage, PrintWriter out)
            throws InterruptedException {
        out.println("adopted " + begun.accounts() + " accounts in " + begun.zones() + " zones, epoch " + begun.epoch());
        Duration left = Duration.between(InstantSource.system().instant(), begun.undisturbed());
        if (left.isPositive()) {
            out.println("waiting " + (left.toSeconds() + 1)
                    + " s, until no agent goes on by what it was told before; interrupted, run the same again");
        }
        out.flush();
        while (!adoption.finish()) {
            Thread.sleep(LOOK);
        }
        out.println("ready to be served: " + storage);
        out.flush();
    }
}
