package io.dynamicaccounts.entry;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * Writes the log of requests, for later questions about what happened: requests that changed something, and requests
 * that failed. Successful reads and polls are not written, since there are many. Of what anybody can cause, 401 and
 * 404, a line is written once a minute for each method and route, with the number of those that had none. Bodies,
 * queries and headers are never written. Safe for use by any number of threads.
 */
public final class RequestLog {

    private static final Logger LOG = LoggerFactory.getLogger("io.dynamicaccounts.request");

    /** The header with the id of a request and its response. */
    public static final String ID_HEADER = "X-Request-Id";

    private static final String ID_IN_LOG = "requestId";

    private static final int FRAMES = 30;

    private static final Duration ONCE_IN = Duration.ofMinutes(1);

    /** When a line was last written, and how often none was written since. */
    private record Repeated(Instant written, long unwritten) {}

    private final InstantSource clock;

    /** By method, route and status, of which there are few. */
    private final Map<List<Object>, Repeated> repeated = new ConcurrentHashMap<>();

    /** Creates a log that has written nothing yet. */
    public RequestLog(InstantSource clock) {
        this.clock = clock;
    }

    /** Handles a request; every line of the log that is written meanwhile carries the request's id. */
    public static <T> T withId(String id, Supplier<T> work) {
        try (var _ = MDC.putCloseable(ID_IN_LOG, id)) {
            return work.get();
        }
    }

    /** Writes a line about a request if somebody may ask about the request later. */
    public void write(AnsweredRequest request) {
        if (request.failed()) {
            LOG.warn("{} {} {} {} ms", logged(request));
        } else if (request.isOpenToAnybody()) {
            writeOnceInAMinute(request);
        } else if (request.wentWrong() || !request.isFrequent()) {
            LOG.info("{} {} {} {} ms", logged(request));
        }
    }

    private void writeOnceInAMinute(AnsweredRequest request) {
        Instant now = clock.instant();
        var unwritten = new AtomicLong(-1);
        repeated.compute(List.of(request.method(), request.route(), request.status()), (cause, before) -> {
            if (before != null && Duration.between(before.written(), now).compareTo(ONCE_IN) < 0) {
                return new Repeated(before.written(), before.unwritten() + 1);
            }
            unwritten.set(before == null ? 0 : before.unwritten());
            return new Repeated(now, 0);
        });
        if (unwritten.get() == 0) {
            LOG.info("{} {} {} {} ms", logged(request));
        } else if (unwritten.get() > 0) {
            LOG.info("{} {} {} {} ms, and {} more since the last such line", logged(request, unwritten.get()));
        }
    }

    /** Writes the same line where no other line has the request's id. */
    public void write(String id, AnsweredRequest request) {
        try (var _ = MDC.putCloseable(ID_IN_LOG, id)) {
            write(request);
        }
    }

    /**
     * Writes the exception that unexpectedly ended a request: its type and its place, but not its message, which may
     * contain parts of the request.
     */
    public static void unforeseen(Throwable cause) {
        LOG.error(
                "a request ended unforeseen: {} at {}",
                cause.getClass().getName(),
                Arrays.stream(cause.getStackTrace()).limit(FRAMES).toList());
    }

    private static Object[] logged(AnsweredRequest request, Object... more) {
        var values = new ArrayList<Object>(List.of(
                request.method(),
                request.route(),
                request.status(),
                request.took().toMillis()));
        values.addAll(List.of(more));
        return values.toArray();
    }
}
