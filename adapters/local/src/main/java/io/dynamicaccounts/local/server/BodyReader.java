package io.dynamicaccounts.local.server;

import io.dynamicaccounts.http.HttpApi;
import io.dynamicaccounts.http.HttpResponse;
import io.dynamicaccounts.http.problem.Problem;
import io.dynamicaccounts.http.problem.ProblemKind;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * Waits for the bodies of requests, within limits on time and on the memory of all bodies together. A slow client
 * holds only the memory of the bytes that have arrived: no turn is taken before a body is whole. Safe for use by any
 * number of threads.
 */
final class BodyReader {

    /** The size from which a body counts as large: a poll or a report of a few hundred accounts is smaller. */
    static final int LARGE = 64 * 1024;

    /** A body that is too large: it is refused whatever it holds, so all such bodies share this array. */
    private static final byte[] TOO_LARGE = new byte[HttpApi.MAX_BODY + 1];

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(250);

    private static final Duration RETRY = Duration.ofSeconds(2);

    private final BodyLimits bounds;
    private final BodyMemory beginnings;
    private final BodyMemory rests;
    private final Semaphore turns;

    BodyReader(BodyLimits bounds) {
        this.bounds = bounds;
        this.beginnings = new BodyMemory(bounds.roomForBeginnings());
        this.rests = new BodyMemory(bounds.roomForRest());
        this.turns = new Semaphore(bounds.largeAtOnce(), true);
    }

    /**
     * Returns the response to a request, once its body has arrived or the wait for it has ended.
     *
     * @param length the length of the body as the request states it
     * @param whole answers the request with its body; a body that is too large is represented by one byte more than
     *     the limit
     * @param refused answers the request with a problem that is found here
     * @throws IOException when the client closed the connection
     */
    HttpResponse answer(
            BodyPump pump,
            OptionalLong length,
            Function<byte[], HttpResponse> whole,
            Function<Problem, HttpResponse> refused)
            throws IOException, InterruptedException {
        try (var body = new BodyBuffer(beginnings.new Share(), rests.new Share(), length, HttpApi.MAX_BODY + 1)) {
            Optional<Problem> problem = read(pump, body);
            if (problem.isPresent()) {
                return refused.apply(problem.get());
            }
            if (body.size() > HttpApi.MAX_BODY) {
                body.release();
                return whole.apply(TOO_LARGE);
            }
            if (body.size() < LARGE) {
                return whole.apply(body.whole());
            }
            if (!turns.tryAcquire(bounds.patience().toNanos(), TimeUnit.NANOSECONDS)) {
                return refused.apply(noRoom());
            }
            try {
                return whole.apply(body.whole());
            } finally {
                turns.release();
            }
        }
    }

    /**
     * Reads the body, or the part that shows that it is too large; returns the problem where neither is possible.
     */
    private Optional<Problem> read(BodyPump pump, BodyBuffer body) throws IOException, InterruptedException {
        long end = System.nanoTime() + bounds.whole().toNanos();
        TransferRate.Measure pace = bounds.pace().measure();
        TransferRate.Measure paceWhenShort = bounds.paceWhenShort().measure();
        while (body.size() <= HttpApi.MAX_BODY) {
            switch (pump.next(BETWEEN_LOOKS)) {
                case null -> {
                    // Nothing arrived; the check below decides whether that is too slow.
                }
                case BodyPump.Part.End _ -> {
                    return Optional.empty();
                }
                case BodyPump.Part.Broken(IOException cause) -> throw cause;
                case BodyPump.Part.Bytes(byte[] bytes) -> {
                    long before = System.nanoTime();
                    if (!body.add(bytes, bounds.patience())) {
                        return Optional.of(noRoom());
                    }
                    long waited = System.nanoTime() - before;
                    if (waited > BETWEEN_LOOKS.toNanos()) {
                        end += waited;
                        pace.restart();
                        paceWhenShort.restart();
                    }
                    pace.add(bytes.length);
                    paceWhenShort.add(bytes.length);
                }
            }
            boolean slowWhenShort = paceWhenShort.isTooSlow() && isShortFor(body);
            if (pace.isTooSlow() || slowWhenShort || System.nanoTime() - end > 0) {
                return Optional.of(tooSlow());
            }
        }
        return Optional.empty();
    }

    private boolean isShortFor(BodyBuffer body) {
        return beginnings.isShort() || (body.size() > LARGE && rests.isShort());
    }

    private Problem tooSlow() {
        return Problem.of(
                        ProblemKind.BODY_TOO_SLOW,
                        "a body comes within " + bounds.whole().toSeconds() + " s, and at least "
                                + bounds.pace().bytes() + " bytes of it in each "
                                + bounds.pace().window().toSeconds() + " s; faster while others wait for memory")
                .retryAfter(RETRY)
                .header("Connection", "close");
    }

    private static Problem noRoom() {
        return Problem.of(ProblemKind.NO_ROOM, "repeat the request after a while")
                .retryAfter(RETRY);
    }
}
