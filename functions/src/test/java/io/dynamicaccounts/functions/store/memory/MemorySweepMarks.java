package io.dynamicaccounts.functions.store.memory;

import io.dynamicaccounts.functions.store.SweepMark;
import io.dynamicaccounts.functions.store.SweepMarks;
import java.util.HashMap;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

final class MemorySweepMarks implements SweepMarks {

    private final Object lock;
    private @Nullable SweepMark mark;

    MemorySweepMarks(Object lock) {
        this.lock = lock;
    }

    @Override
    public Optional<SweepMark> read() {
        synchronized (lock) {
            return Optional.ofNullable(mark);
        }
    }

    @Override
    public void write(SweepMark written) {
        var livedAt = new HashMap<>(written.lastLive());
        livedAt.replaceAll((zone, instant) -> Millis.of(instant));
        var inMillis = new SweepMark(
                Millis.of(written.lastRun()),
                Millis.of(written.interval()),
                written.distrustUntil().map(Millis::of),
                written.reason(),
                written.distrustedZones(),
                livedAt,
                written.agents());
        synchronized (lock) {
            mark = inMillis;
        }
    }
}
