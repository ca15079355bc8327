package io.dynamicaccounts.sqlite;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * The lock of one process on one database file: a lock on a file beside the database, which the operating system
 * releases when the process ends in any way.
 *
 * <p>SQLite permits several processes to write in turns. This lock refuses a second process all the same: each
 * process would run its own sweep and its own queue of writes, and two control planes on one file are a mistake in a
 * start script.
 */
final class DatabaseLock implements AutoCloseable {

    /** The lock of a process that only reads, which locks nothing. */
    static final DatabaseLock NONE = new DatabaseLock(null);

    private final @Nullable FileChannel channel;

    private DatabaseLock(@Nullable FileChannel channel) {
        this.channel = channel;
    }

    /**
     * Locks the database.
     *
     * @throws UnusableDatabase.InUse when a process has the lock
     */
    static DatabaseLock on(Path database) throws IOException {
        Path beside = database.resolveSibling(database.getFileName() + "-lock");
        PrivateFiles.create(beside);
        FileChannel channel = FileChannel.open(beside, StandardOpenOption.WRITE);
        try {
            // The channel holds the lock and releases it when it is closed.
            FileLock lock = channel.tryLock();
            if (lock != null) {
                return new DatabaseLock(channel);
            }
        } catch (OverlappingFileLockException e) {
            channel.close();
            throw new UnusableDatabase.InUse(database, e);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
        channel.close();
        throw new UnusableDatabase.InUse(database, null);
    }

    @Override
    public void close() {
        try {
            if (channel != null) {
                channel.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
