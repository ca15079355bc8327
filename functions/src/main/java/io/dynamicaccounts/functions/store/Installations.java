package io.dynamicaccounts.functions.store;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The note of the installation, of which a store has one. Every read sees every earlier write. */
public interface Installations {

    /** Returns the note; empty where no process has written it yet. */
    Optional<Installation> find();

    /**
     * Writes the next note if the stored one is still {@code read}, or if none is stored where {@code read} is null.
     *
     * @return whether the note was written
     */
    boolean replace(@Nullable Installation read, Installation next);

    /**
     * Returns the name of this store's table, which no copy of the store elsewhere has. Stores that may be copied
     * and moved freely all return the same name.
     */
    String home();
}
