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
 * Reads a request's body in a virtual thread of its own. The server's streams wait for a client without a limit, and
 * the reader of a body must be able to stop waiting and still answer. For use by one thread.
 */
final class BodyPump implements AutoCloseable {

    private static final int MOST = 8 * 1024;

    private final SynchronousQueue<Part> parts = new SynchronousQueue<>();
    private final Thread thread;
    private boolean over;

    /** The next part of the body. */
    sealed interface Part {

        @SuppressWarnings("ArrayRecordComponent") // handed over once and never changed
        record Bytes(byte[] bytes) implements Part {}

        record End() implements Part {}

        /** The client closed the connection, or sent an invalid body. */
        record Broken(IOException cause) implements Part {}
    }

    private BodyPump(InputStream body, int most) {
        this.thread = Thread.ofVirtual().name("http-body").start(() -> pump(body, most));
    }

    /** Starts to read a body. */
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

    /** Returns the next part; null when none arrived within this time. No part follows the end. */
    @Nullable
    Part next(Duration patience) throws InterruptedException {
        Part part = over ? null : parts.poll(patience.toNanos(), TimeUnit.NANOSECONDS);
        over |= part instanceof Part.End || part instanceof Part.Broken;
        return part;
    }

    /**
     * Discards the rest of the body, up to this many bytes and for no longer than this time: a client that is still
     * sending when its connection is closed may never see the answer.
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

    /**
     * Closes the connection where the end of the body was not reached: nothing else stops a thread that waits for a
     * client.
     */
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
