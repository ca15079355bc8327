package io.dynamicaccounts.functions.store;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The one note of the installation in a store. Every read sees every earlier write. */
public interface Installations {

    /** Empty where nobody has noted it yet. */
    Optional<Installation> find();

    /** Writes it if the stored one is still {@code read}, or there is none where that is null; whether it was. */
    boolean replace(@Nullable Installation read, Installation next);

    /**
     * Where this store is, as no copy of it elsewhere would be called: the name of its table. The same for every store that may be
     * copied and moved as it is.
     */
    String home();
}
