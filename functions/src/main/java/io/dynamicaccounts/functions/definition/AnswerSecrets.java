package io.dynamicaccounts.functions.definition;

import io.dynamicaccounts.functions.definition.SecretEngine.NotResolved;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The secrets that are read for one answer to an agent, in clear. Each is read once, whoever of the answer refers to
 * it, and one that could not be read is not tried again. The object is dropped with the answer. Safe for use by any
 * number of threads.
 */
public final class AnswerSecrets {

    /**
     * The time within which the reads of one answer begin. An agent waits 15 seconds for an answer, and the last read
     * may take five.
     */
    static final Duration MOST = Duration.ofSeconds(6);

    private final Map<Place, Reading> readings = new ConcurrentHashMap<>();

    private record Place(String engine, Map<String, String> location) {}

    private @Nullable Instant end;

    /** Returns the secret at a place, and asks the engine for it the first time. */
    String read(SecretEngine engine, Map<String, String> location, InstantSource clock) throws NotResolved {
        return readings.computeIfAbsent(new Place(engine.name(), location), _ -> new Reading())
                .result(() -> {
                    if (isOver(clock.instant())) {
                        throw new NotResolved("no time was left to ask " + engine.name() + "; it is tried again");
                    }
                    return engine.read(location);
                });
    }

    private synchronized boolean isOver(Instant now) {
        if (end == null) {
            end = now.plus(MOST);
        }
        return !now.isBefore(end);
    }

    private interface Read {
        String run() throws NotResolved;
    }

    /** One read. Who needs it while another thread reads waits for that thread. */
    private static final class Reading {
        private @Nullable String secret;
        private @Nullable NotResolved failure;

        synchronized String result(Read read) throws NotResolved {
            if (failure != null) {
                throw failure;
            }
            String present = secret;
            if (present == null) {
                try {
                    present = read.run();
                    secret = present;
                } catch (NotResolved e) {
                    failure = e;
                    throw e;
                }
            }
            return present;
        }
    }

    /** Returns no secret. */
    @Override
    public String toString() {
        return "AnswerSecrets";
    }
}
