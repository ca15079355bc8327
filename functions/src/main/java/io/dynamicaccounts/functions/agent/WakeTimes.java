package io.dynamicaccounts.functions.agent;

import io.dynamicaccounts.functions.store.Heartbeat;
import io.dynamicaccounts.functions.store.Heartbeats;
import java.time.Instant;
import java.util.Optional;

/** Sets when an agent gets a complete list although nothing changed. A late write never undoes a newer one. */
final class WakeTimes {

    /** Each further attempt means that another call of the same agent wrote in between. */
    private static final int TRIES = 5;

    private final Heartbeats heartbeats;

    WakeTimes(Heartbeats heartbeats) {
        this.heartbeats = heartbeats;
    }

    /**
     * Sets the wake time that a list asks for, built after this heartbeat was read; a newer call may have asked for
     * an earlier time.
     */
    void setAfterList(Heartbeat read, Optional<Instant> next, Instant now) {
        if (!read.wakeAt().equals(next) && !heartbeats.setWakeTime(read, next)) {
            next.ifPresent(at -> heartbeats
                    .find(read.zone(), read.agent())
                    .filter(found -> found.session().equals(read.session()))
                    .ifPresent(found -> setNotLaterThan(found, at, now)));
        }
    }

    /**
     * Sets the wake time to this time, unless an earlier time is set. A wake time that has passed is set to the
     * present: a poll that it woke may be clearing it, without knowing the reason for this one.
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
