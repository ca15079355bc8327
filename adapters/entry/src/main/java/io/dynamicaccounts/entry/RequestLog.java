package io.dynamicaccounts.entry;

import java.util.Arrays;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * Writes the log of requests, for later questions about what happened: requests that changed something, and requests
 * that failed. Successful reads and polls are not written, since there are many. Bodies, queries and headers are
 * never written.
 */
public final class RequestLog {

    private static final Logger LOG = LoggerFactory.getLogger("io.dynamicaccounts.request");

    /** The header with the id of a request and its response. */
    public static final String ID_HEADER = "X-Request-Id";

    private static final String ID_IN_LOG = "requestId";

    private static final int FRAMES = 30;

    private RequestLog() {}

    /** Handles a request; every line of the log that is written meanwhile carries the request's id. */
    public static <T> T withId(String id, Supplier<T> work) {
        try (var _ = MDC.putCloseable(ID_IN_LOG, id)) {
            return work.get();
        }
    }

    /** Writes a line about a request if somebody may ask about the request later. */
    public static void write(AnsweredRequest request) {
        if (request.failed()) {
            LOG.warn("{} {} {} {} ms", logged(request));
        } else if (request.wentWrong() || !request.isFrequent()) {
            LOG.info("{} {} {} {} ms", logged(request));
        }
    }

    /** Writes the same line where no other line has the request's id. */
    public static void write(String id, AnsweredRequest request) {
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

    private static Object[] logged(AnsweredRequest request) {
        return new Object[] {
            request.method(), request.route(), request.status(), request.took().toMillis()
        };
    }
}
