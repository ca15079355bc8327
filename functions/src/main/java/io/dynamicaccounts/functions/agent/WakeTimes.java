package io.dynamicaccounts.functions.agent;

import io.dynamicaccounts.functions.store.Heartbeat;
import io.dynamicaccounts.functions.store.Heartbeats;
import java.time.Instant;
import java.util.Optional;

/** Sets when an agent is given a complete list although nothing changed. A write that is late never undoes a newer one. */
final class WakeTimes {

    /** Each further try means that another call of the same agent came in between. */
    private static final int TRIES = 5;

    private final Heartbeats heartbeats;

    WakeTimes(Heartbeats heartbeats) {
        this.heartbeats = heartbeats;
    }

    /** Sets it as the list asks that was drawn after this heartbeat was read; a newer call may have asked for an earlier time. */
    void setAfterList(Heartbeat read, Optional<Instant> next, Instant now) {
        if (!read.wakeAt().equals(next) && !heartbeats.setWakeTime(read, next)) {
            next.ifPresent(at -> heartbeats
                    .find(read.zone(), read.agent())
                    .filter(found -> found.session().equals(read.session()))
                    .ifPresent(found -> setNotLaterThan(found, at, now)));
        }
    }

    /**
     * Sets it to this time, unless it is earlier already. One that has come is set to the present: a poll that it woke may be clearing it,
     * and knows nothing of what this is about.
     */
    void setNotLaterThan(Heartbeat read, Instant at, Instant now) {
        Heartbeat known = read;
        for (int tries = 0; tries < TRIES; tries++) {
            Optional<Instant> wake = known.wakeAt();
            boolean earlier =
                    wake.filter(then -> then.isAfter(now) && !then.isAfter(at)).isPresent();
            Instant next = wake.filter(then -> !then.isAfter(now)).isPresent() ? now : at;
            if (earlier || heartbeats.setWakeTime(known, Optional.of(next))) {
                return;
            }
            Optional<Heartbeat> found = heartbeats.find(read.zone(), read.agent());
            if (found.filter(heartbeat -> heartbeat.session().equals(read.session()))
                    .isEmpty()) {
                return;
            }
            known = found.get();
        }
    }
}
