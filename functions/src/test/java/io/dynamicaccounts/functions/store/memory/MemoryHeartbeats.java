package io.dynamicaccounts.functions.store.memory;

import io.dynamicaccounts.functions.account.AgentId;
import io.dynamicaccounts.functions.account.SessionId;
import io.dynamicaccounts.functions.account.ZoneId;
import io.dynamicaccounts.functions.store.Heartbeat;
import io.dynamicaccounts.functions.store.Heartbeats;
import io.dynamicaccounts.functions.store.WriteResult;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

final class MemoryHeartbeats implements Heartbeats {

    private final Object lock;
    private final NavigableMap<Key, Heartbeat> heartbeats = new TreeMap<>();

    MemoryHeartbeats(Object lock) {
        this.lock = lock;
    }

    private record Key(ZoneId zone, AgentId agent) implements Comparable<Key> {

        private static final Comparator<Key> ORDER =
                Comparator.comparing(Key::zone).thenComparing(Key::agent);

        static Key of(Heartbeat heartbeat) {
            return new Key(heartbeat.zone(), heartbeat.agent());
        }

        @Override
        public int compareTo(Key other) {
            return ORDER.compare(this, other);
        }
    }

    @Override
    public WriteResult<Heartbeat> beat(Beat beat) {
        synchronized (lock) {
            Heartbeat found = heartbeats.get(new Key(beat.zone(), beat.agent()));
            if (found == null) {
                return new WriteResult.Missing<>();
            }
            if (found.gone()
                    || !found.session().equals(beat.session())
                    || found.lastSeen().isAfter(Millis.of(beat.now()))) {
                return new WriteResult.Rejected<>(found);
            }
            return new WriteResult.Written<>(put(Revised.beaten(found, beat)));
        }
    }

    @Override
    public boolean register(Heartbeat fresh, @Nullable Heartbeat read) {
        synchronized (lock) {
            Heartbeat found = heartbeats.get(Key.of(fresh));
            boolean unchanged = isStill(found, read);
            if (unchanged) {
                put(Revised.inMillis(fresh));
            }
            return unchanged;
        }
    }

    private static boolean isStill(@Nullable Heartbeat found, @Nullable Heartbeat read) {
        if (found == null || read == null) {
            return found == null && read == null;
        }
        return unseenSince(found, read) && found.gone() == read.gone();
    }

    @Override
    public boolean fence(Heartbeat read, Instant now) {
        synchronized (lock) {
            Heartbeat found = heartbeats.get(Key.of(read));
            if (found == null || found.gone() || !unseenSince(found, read)) {
                return false;
            }
            put(Revised.gone(found, now));
            return true;
        }
    }

    private static boolean unseenSince(Heartbeat found, Heartbeat read) {
        return found.session().equals(read.session()) && found.lastSeen().equals(Millis.of(read.lastSeen()));
    }

    @Override
    public boolean leave(ZoneId zone, AgentId agent, SessionId session, Instant now) {
        synchronized (lock) {
            Heartbeat found = heartbeats.get(new Key(zone, agent));
            if (found == null || found.gone() || !found.session().equals(session)) {
                return false;
            }
            put(Revised.gone(found, now));
            return true;
        }
    }

    @Override
    public boolean setWakeTime(Heartbeat read, Optional<Instant> at) {
        synchronized (lock) {
            Heartbeat found = heartbeats.get(Key.of(read));
            if (found == null
                    || !found.session().equals(read.session())
                    || !found.wakeAt().equals(read.wakeAt().map(Millis::of))) {
                return false;
            }
            put(found.withWakeTime(at.map(Millis::of)));
            return true;
        }
    }

    @Override
    public void markDepartureHandled(Heartbeat gone) {
        synchronized (lock) {
            Heartbeat found = heartbeats.get(Key.of(gone));
            if (found != null && stillGone(found, gone)) {
                put(Revised.followed(found));
            }
        }
    }

    @Override
    public void delete(Heartbeat gone) {
        synchronized (lock) {
            Heartbeat found = heartbeats.get(Key.of(gone));
            if (found != null && stillGone(found, gone)) {
                heartbeats.remove(Key.of(gone));
            }
        }
    }

    /**
     * Returns whether this is the same departure and not a later one: a fenced session may register again and be
     * fenced again.
     */
    private static boolean stillGone(Heartbeat found, Heartbeat gone) {
        return found.gone()
                && found.session().equals(gone.session())
                && found.goneAt().equals(gone.goneAt().map(Millis::of));
    }

    private Heartbeat put(Heartbeat heartbeat) {
        heartbeats.put(Key.of(heartbeat), heartbeat);
        return heartbeat;
    }

    @Override
    public Optional<Heartbeat> find(ZoneId zone, AgentId agent) {
        synchronized (lock) {
            return Optional.ofNullable(heartbeats.get(new Key(zone, agent)));
        }
    }

    @Override
    public List<Heartbeat> in(ZoneId zone) {
        synchronized (lock) {
            return heartbeats.values().stream()
                    .filter(heartbeat -> heartbeat.zone().equals(zone))
                    .toList();
        }
    }

    @Override
    public List<Heartbeat> in(AgentId id) {
        synchronized (lock) {
            return heartbeats.values().stream()
                    .filter(heartbeat -> heartbeat.agent().equals(id))
                    .toList();
        }
    }

    @Override
    public List<Heartbeat> page(@Nullable Heartbeat after, int limit) {
        synchronized (lock) {
            var above = after == null ? heartbeats : heartbeats.tailMap(Key.of(after), false);
            return above.values().stream().limit(limit).toList();
        }
    }
}
