package io.dynamicaccounts.local.server;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.OptionalLong;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A request's body as it comes, read by a virtual thread of its own: the server's streams wait for a client for as long as that
 * takes, and whoever needs the body must be able to give up and still answer. For use by one thread.
 */
final class BodyPump implements AutoCloseable {

    private static final int MOST = 8 * 1024;

    private final SynchronousQueue<Part> parts = new SynchronousQueue<>();
    private final Thread thread;
    private boolean over;

    /** What came next. */
    sealed interface Part {

        @SuppressWarnings("ArrayRecordComponent") // handed over once and never changed
        record Bytes(byte[] bytes) implements Part {}

        record End() implements Part {}

        /** The client went away, or sent what is no body. */
        record Broken(IOException cause) implements Part {}
    }

    private BodyPump(InputStream body, int most) {
        this.thread = Thread.ofVirtual().name("http-body").start(() -> pump(body, most));
    }

    /** Begins to read. */
    static BodyPump of(InputStream body, OptionalLong length) {
        return new BodyPump(body, Math.toIntExact(Math.clamp(length.orElse(MOST), 1, MOST)));
    }

    private void pump(InputStream body, int most) {
        try {
            parts.put(pumped(body, most));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Part pumped(InputStream body, int most) throws InterruptedException {
        byte[] buffer = new byte[most];
        try {
            for (int count = body.read(buffer); count >= 0; count = body.read(buffer)) {
                parts.put(new Part.Bytes(Arrays.copyOf(buffer, count)));
            }
            return new Part.End();
        } catch (IOException e) {
            return new Part.Broken(e);
        }
    }

    /** The next part; null when none came within this time. After the end nothing comes. */
    @Nullable
    Part next(Duration patience) throws InterruptedException {
        Part part = over ? null : parts.poll(patience.toNanos(), TimeUnit.NANOSECONDS);
        over |= part instanceof Part.End || part instanceof Part.Broken;
        return part;
    }

    /**
     * Throws away what still comes, up to this many bytes and for no longer than this: a client that is still sending when its
     * connection is closed may never see the answer.
     */
    void discard(long bytes, Duration patience) throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        long left = bytes;
        while (!over && left > 0) {
            if (!(next(Duration.ofNanos(end - System.nanoTime())) instanceof Part.Bytes(byte[] came))) {
                return;
            }
            left -= came.length;
        }
    }

    /** Where the end was not reached, closes the connection: nothing else stops a thread that waits for a client. */
    @Override
    public void close() {
        thread.interrupt();
        boolean interrupted = false;
        while (true) {
            try {
                thread.join();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
