package io.dynamicaccounts.local.server;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** Holds a growing body, each of its blocks in memory that was acquired before. For use by one thread. */
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
     * Creates an empty buffer.
     *
     * @param length the known length of the body, so that a small body takes a small array
     * @param most how many bytes are kept; further bytes are dropped
     */
    BodyBuffer(BodyMemory.Share beginning, BodyMemory.Share rest, OptionalLong length, int most) {
        this.beginning = beginning;
        this.rest = rest;
        this.firstBlock = Math.toIntExact(Math.clamp(length.orElse(BLOCK), 1, BLOCK));
        this.most = most;
    }

    /** Adds these bytes, and returns false when no memory became available for them within this time. */
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

    /** Returns the whole body in one array. */
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

    /** Drops the body, and releases its memory to other bodies. */
    void release() {
        blocks.clear();
        beginning.close();
        rest.close();
    }

    @Override
    public void close() {
        release();
    }
}
