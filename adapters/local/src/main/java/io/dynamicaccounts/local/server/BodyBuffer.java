package io.dynamicaccounts.local.server;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** A body as it grows, each block of it in room that was taken before. For use by one thread. */
final class BodyBuffer implements AutoCloseable {

    private static final int BLOCK = BodyMemory.BLOCK;

    private final List<byte[]> blocks = new ArrayList<>();
    private final BodyMemory.Share beginning;
    private final BodyMemory.Share rest;
    private final int firstBlock;
    private final int most;
    private int size;
    private int capacity;

    /**
     * An empty one.
     *
     * @param length what is known of its length, so that a small body takes a small array
     * @param most how many bytes are kept; what comes beyond is not
     */
    BodyBuffer(BodyMemory.Share beginning, BodyMemory.Share rest, OptionalLong length, int most) {
        this.beginning = beginning;
        this.rest = rest;
        this.firstBlock = Math.toIntExact(Math.clamp(length.orElse(BLOCK), 1, BLOCK));
        this.most = most;
    }

    /** Adds these; false when there was no room for them for this long. */
    boolean add(byte[] bytes, Duration patience) throws InterruptedException {
        int from = 0;
        int end = Math.min(bytes.length, most - size);
        while (from < end) {
            if (size == capacity && !grown(patience)) {
                return false;
            }
            byte[] block = blocks.getLast();
            int count = Math.min(end - from, capacity - size);
            System.arraycopy(bytes, from, block, block.length - (capacity - size), count);
            from += count;
            size += count;
        }
        return true;
    }

    private boolean grown(Duration patience) throws InterruptedException {
        BodyMemory.Share share = size < BodyReader.LARGE ? beginning : rest;
        if (!share.another(patience)) {
            return false;
        }
        byte[] block = new byte[blocks.isEmpty() ? firstBlock : BLOCK];
        blocks.add(block);
        capacity += block.length;
        return true;
    }

    int size() {
        return size;
    }

    /** All of it, in one piece. */
    byte[] whole() {
        byte[] whole = new byte[size];
        int at = 0;
        for (byte[] block : blocks) {
            int count = Math.min(block.length, size - at);
            System.arraycopy(block, 0, whole, at, count);
            at += count;
        }
        blocks.clear();
        return whole;
    }

    /** Forgets what came, and lets others have the room. */
    void giveBack() {
        blocks.clear();
        beginning.close();
        rest.close();
    }

    @Override
    public void close() {
        giveBack();
    }
}
