package io.dynamicaccounts.functions.installation;

import io.dynamicaccounts.functions.store.Installation;
import io.dynamicaccounts.functions.store.Store;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Checks whether a store may be served. Every process checks this once, before it answers any request, at the cost
 * of one read, and one write where no installation is noted in the store yet.
 */
public final class Readiness {

    private Readiness() {}

    /**
     * Checks that the store belongs to this installation and may be served.
     *
     * @throws NotReady when the store was restored from another, or a restore or an adoption was begun and not
     *     finished
     */
    public static void check(Store store, InstantSource clock) {
        Optional<Installation> found = store.installations().find();
        if (found.isEmpty()) {
            var created = Installation.create(store.installations().home(), clock.instant());
            if (store.installations().replace(null, created)) {
                return;
            }
            found = store.installations().find();
        }
        found.ifPresent(
                installation -> check(installation, store.installations().home()));
    }

    /**
     * Checks that the noted installation may be served.
     *
     * @param home the name of the store
     * @throws NotReady when the installation must not be served
     */
    public static void check(Installation installation, String home) {
        switch (installation.state()) {
            case RESTORING ->
                throw new NotReady("a restore was begun at " + installation.since()
                        + " and not finished: run restore again, with the same file");
            case ADOPTING ->
                throw new NotReady("an adoption was begun at " + installation.since()
                        + " and not finished: run adopt again, or restore with the same file where that began it");
            case READY -> {
                if (!installation.home().equals(home)) {
                    throw new NotReady("the table " + home + " was restored from one that is called "
                            + installation.home() + ": stop whatever serves that one, and run adopt on " + home);
                }
            }
        }
    }
}
