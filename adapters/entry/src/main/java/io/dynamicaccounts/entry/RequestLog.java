package io.dynamicaccounts.entry;

import java.util.Arrays;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * The log of requests, for whoever asks later what happened: of what changed something, and of what went wrong. Reads and polls
 * that went well are not written, for they are many. Bodies, queries and headers never are.
 */
public final class RequestLog {

    private static final Logger LOG = LoggerFactory.getLogger("io.dynamicaccounts.request");

    /** The header by which a request and its response are known. */
    public static final String ID_HEADER = "X-Request-Id";

    private static final String ID_IN_LOG = "requestId";

    private static final int FRAMES = 30;

    private RequestLog() {}

    /** Works on a request; every line of the log that is written meanwhile carries the request's id. */
    public static <T> T withId(String id, Supplier<T> work) {
        MDC.put(ID_IN_LOG, id);
        try {
            return work.get();
        } finally {
            MDC.remove(ID_IN_LOG);
        }
    }

    /** Writes a line about a request if there may be a question about the request later. */
    public static void write(AnsweredRequest request) {
        if (request.failed()) {
            LOG.warn("{} {} {} {} ms", told(request));
        } else if (request.wentWrong() || !request.isFrequent()) {
            LOG.info("{} {} {} {} ms", told(request));
        }
    }

    /** Writes the same where nothing else is told under the request's id. */
    public static void write(String id, AnsweredRequest request) {
        MDC.put(ID_IN_LOG, id);
        try {
            write(request);
        } finally {
            MDC.remove(ID_IN_LOG);
        }
    }

    /**
     * Writes what ended a request that nobody foresaw: its kind and its place, but not its message, which may hold what the request
     * held.
     */
    public static void unforeseen(Throwable cause) {
        LOG.error(
                "a request ended unforeseen: {} at {}",
                cause.getClass().getName(),
                Arrays.stream(cause.getStackTrace()).limit(FRAMES).toList());
    }

    private static Object[] told(AnsweredRequest request) {
        return new Object[] {
            request.method(), request.route(), request.status(), request.took().toMillis()
        };
    }
}
