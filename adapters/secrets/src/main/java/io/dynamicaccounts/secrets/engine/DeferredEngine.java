package io.dynamicaccounts.secrets.engine;

import io.dynamicaccounts.functions.definition.SecretEngine;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * An engine that is created when a reference first needs it: where nothing refers to it, nothing of its service's SDK
 * is loaded.
 */
final class DeferredEngine implements SecretEngine, AutoCloseable {

    private final String name;
    private final Supplier<Closing> create;
    private @Nullable Closing engine;

    DeferredEngine(String name, Supplier<Closing> create) {
        this.name = name;
        this.create = create;
    }

    /** An engine with connections to close. */
    interface Closing extends SecretEngine, AutoCloseable {
        @Override
        void close();
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String read(Map<String, String> location) throws NotResolved {
        return engine().read(location);
    }

    @Override
    public String select(String secret, String key) throws NotResolved {
        return engine().select(secret, key);
    }

    private synchronized Closing engine() {
        Closing created = engine;
        if (created == null) {
            created = create.get();
            engine = created;
        }
        return created;
    }

    @Override
    public synchronized void close() {
        Closing created = engine;
        if (created != null) {
            created.close();
        }
    }
}
