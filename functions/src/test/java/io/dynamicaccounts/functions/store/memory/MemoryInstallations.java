package io.dynamicaccounts.functions.store.memory;

import io.dynamicaccounts.functions.store.Installation;
import io.dynamicaccounts.functions.store.Installations;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

final class MemoryInstallations implements Installations {

    private final Object lock;
    private @Nullable Installation stored;

    MemoryInstallations(Object lock) {
        this.lock = lock;
    }

    @Override
    public Optional<Installation> find() {
        synchronized (lock) {
            return Optional.ofNullable(stored);
        }
    }

    @Override
    public boolean replace(@Nullable Installation read, Installation next) {
        synchronized (lock) {
            if (!Objects.equals(stored, read == null ? null : inMillis(read))) {
                return false;
            }
            stored = inMillis(next);
            return true;
        }
    }

    private static Installation inMillis(Installation of) {
        return new Installation(
                of.epoch(),
                of.state(),
                of.home(),
                Millis.of(of.since()),
                Millis.of(of.quietFrom()),
                of.restoring(),
                of.keyCheck());
    }

    /** Returns one constant name, because no copy of this store exists. */
    @Override
    public String home() {
        return "memory";
    }
}
