package io.dynamicaccounts.agent.session;

import io.dynamicaccounts.agent.session.LocalAccount.Live;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.PriorityQueue;

/** The times at which watches have to be checked. Of each watch only the newest alarm counts. */
final class WatchAlarms {

    private record Alarm(Instant at, Live live) {
        boolean counts() {
            return live.alarm.equals(at);
        }
    }

    private final PriorityQueue<Alarm> queue = new PriorityQueue<>(Comparator.comparing(Alarm::at)
            .thenComparingLong(alarm -> alarm.live().id.number()));

    void set(Live live, Instant at) {
        live.alarm = at;
        queue.add(new Alarm(at, live));
    }

    void clear(Live live) {
        live.alarm = Instant.MAX;
    }

    /** Returns the next watch whose alarm is due, and clears the alarm. */
    Optional<Live> due(Instant now) {
        skipOld();
        Alarm first = queue.peek();
        if (first == null || first.at().isAfter(now)) {
            return Optional.empty();
        }
        queue.remove();
        clear(first.live());
        return Optional.of(first.live());
    }

    Instant next() {
        skipOld();
        Alarm first = queue.peek();
        return first == null ? Instant.MAX : first.at();
    }

    private void skipOld() {
        for (Alarm first = queue.peek(); first != null && !first.counts(); first = queue.peek()) {
            queue.remove();
        }
    }
}
