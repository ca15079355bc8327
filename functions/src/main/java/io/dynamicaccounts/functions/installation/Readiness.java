package io.dynamicaccounts.functions.installation;

import io.dynamicaccounts.functions.store.Installation;
import io.dynamicaccounts.functions.store.Store;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Whether a store may be served: what every process asks once, before it answers anybody. One read; and one write where nobody has
 * noted an installation there yet.
 */
public final class Readiness {

    private Readiness() {}

    /**
     * Returns when the store is this installation's, and in order.
     *
     * @throws NotReady when it was restored from somewhere else, or a restore or an adoption was begun and not finished
     */
    public static void check(Store store, InstantSource clock) {
        Optional<Installation> found = store.installations().find();
        if (found.isEmpty()) {
            var founded = Installation.create(store.installations().home(), clock.instant());
            if (store.installations().replace(null, founded)) {
                return;
            }
            found = store.installations().find();
        }
        found.ifPresent(
                installation -> check(installation, store.installations().home()));
    }

    /**
     * Returns when what was noted says that the store may be served.
     *
     * @param home where the store is
     * @throws NotReady when it says otherwise
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
