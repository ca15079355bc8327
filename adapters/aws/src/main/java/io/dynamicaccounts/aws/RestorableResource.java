package io.dynamicaccounts.aws;

import java.util.function.Consumer;
import java.util.function.Supplier;
import org.crac.Context;
import org.crac.Core;
import org.crac.Resource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What holds connections and sources of random: open while an environment runs, closed before it is snapshotted, and opened anew in
 * everything that is restored from the snapshot. Nothing of it is in the snapshot: a connection would be dead, and a source of
 * random would give the same to all.
 */
final class RestorableResource<T extends AutoCloseable> implements Resource {

    private static final Logger LOG = LoggerFactory.getLogger(RestorableResource.class);

    private final Supplier<T> opener;
    private final Consumer<T> priming;
    private volatile @Nullable T open;

    /**
     * Opens it.
     *
     * @param priming is done before a snapshot, so that what it loads is in it; what it throws is logged
     */
    RestorableResource(Supplier<T> opener, Consumer<T> priming) {
        this.opener = opener;
        this.priming = priming;
        this.open = opener.get();
    }

    /** Hears of snapshots from now on. Who calls this keeps it: the context does not. */
    RestorableResource<T> registered() {
        Core.getGlobalContext().register(this);
        return this;
    }

    /** It, open. */
    T get() {
        T present = open;
        if (present == null) {
            throw new IllegalStateException("it is closed for a snapshot");
        }
        return present;
    }

    @Override
    public void beforeCheckpoint(Context<? extends Resource> context) throws Exception {
        T present = get();
        try {
            priming.accept(present);
        } catch (RuntimeException e) {
            LOG.warn("what primes the snapshot failed: restored environments will be slower at first", e);
        }
        open = null;
        present.close();
    }

    @Override
    public void afterRestore(Context<? extends Resource> context) {
        open = opener.get();
    }
}
