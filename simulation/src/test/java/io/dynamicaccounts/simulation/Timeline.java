package io.dynamicaccounts.simulation;

import io.dynamicaccounts.agent.session.Scheduler;
import java.time.Duration;
import java.time.Instant;
import java.util.PriorityQueue;

/**
 * Virtual time and what is to happen in it: the next event is always the earliest, and of two at one time the one
 * asked for first.
 */
final class Timeline implements Scheduler {

    static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");

    private record Entry(Instant at, long number, Event event) implements Comparable<Entry> {
        @Override
        public int compareTo(Entry other) {
            int order = at.compareTo(other.at);
            return order != 0 ? order : Long.compare(number, other.number);
        }
    }

    private static final class Event implements Task {
        private final Runnable work;
        private boolean cancelled;

        private Event(Runnable work) {
            this.work = work;
        }

        @Override
        public void cancel() {
            cancelled = true;
        }
    }

    private final PriorityQueue<Entry> entries = new PriorityQueue<>();
    private Instant now = BEGIN;
    private long numbers;
    private long events;

    Instant now() {
        return now;
    }

    /** How many events have happened. */
    long events() {
        return events;
    }

    @Override
    public Task after(Duration delay, Runnable work) {
        var event = new Event(work);
        entries.add(new Entry(now.plus(delay), numbers++, event));
        return event;
    }

    /** Lets happen what happens until then, and after each event this. */
    void runUntil(Instant end, Runnable afterEach) {
        while (!entries.isEmpty() && !entries.peek().at().isAfter(end)) {
            Entry next = entries.remove();
            if (next.event().cancelled) {
                continue;
            }
            now = next.at();
            events++;
            next.event().work.run();
            afterEach.run();
        }
        now = end;
    }
}
