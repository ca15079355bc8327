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
 * A resource with connections and sources of random numbers. It is open while an environment runs, closed before a
 * snapshot, and opened again in every environment that is restored from the snapshot. The snapshot contains nothing
 * of the resource: a connection would be dead, and a source of random numbers would return the same numbers in all
 * environments.
 */
final class RestorableResource<T extends AutoCloseable> implements Resource {

    private static final Logger LOG = LoggerFactory.getLogger(RestorableResource.class);

    private final Supplier<T> opener;
    private final Consumer<T> priming;
    private volatile @Nullable T open;

    /**
     * Opens the resource.
     *
     * @param priming runs before a snapshot, so that the snapshot contains what it loads; its exceptions are logged
     */
    RestorableResource(Supplier<T> opener, Consumer<T> priming) {
        this.opener = opener;
        this.priming = priming;
        this.open = opener.get();
    }

    /** Registers for snapshots from now on. The caller must keep this object: the context does not keep it. */
    RestorableResource<T> registered() {
        Core.getGlobalContext().register(this);
        return this;
    }

    /** Returns the open resource. */
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
