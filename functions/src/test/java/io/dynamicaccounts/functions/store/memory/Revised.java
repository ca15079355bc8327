package io.dynamicaccounts.functions.store.memory;

import io.dynamicaccounts.functions.store.Heartbeat;
import io.dynamicaccounts.functions.store.Heartbeats.Beat;
import java.time.Instant;
import java.util.Optional;

/** The changes of a heartbeat that each write makes. */
final class Revised {

    private Revised() {}

    static Heartbeat beaten(Heartbeat found, Beat beat) {
        return new Heartbeat(
                found.zone(),
                found.agent(),
                found.session(),
                found.superseded(),
                found.registeredAt(),
                Millis.of(beat.now()),
                beat.acknowledged(),
                found.acknowledged(),
                beat.cachingAcknowledged(),
                Millis.of(beat.interval()),
                Optional.of(later(found, Millis.of(beat.leaseUntil()))),
                Optional.of(beat.capacity()),
                found.wakeAt(),
                beat.version(),
                beat.secretEngines(),
                found.goneAt(),
                found.departureHandled());
    }

    private static Instant later(Heartbeat found, Instant told) {
        return found.leaseUntil().filter(told::isBefore).orElse(told);
    }

    static Heartbeat gone(Heartbeat found, Instant now) {
        return with(found, Optional.of(Millis.of(now)), false);
    }

    static Heartbeat followed(Heartbeat found) {
        return with(found, found.goneAt(), true);
    }

    static Heartbeat inMillis(Heartbeat fresh) {
        return with(fresh, fresh.goneAt().map(Millis::of), fresh.departureHandled());
    }

    private static Heartbeat with(Heartbeat of, Optional<Instant> goneAt, boolean followed) {
        return new Heartbeat(
                of.zone(),
                of.agent(),
                of.session(),
                of.superseded(),
                Millis.of(of.registeredAt()),
                Millis.of(of.lastSeen()),
                of.acknowledged(),
                of.acknowledgedBefore(),
                of.cachingAcknowledged(),
                Millis.of(of.interval()),
                of.leaseUntil().map(Millis::of),
                of.capacity(),
                of.wakeAt().map(Millis::of),
                of.version(),
                of.secretEngines(),
                goneAt,
                followed);
    }
}
