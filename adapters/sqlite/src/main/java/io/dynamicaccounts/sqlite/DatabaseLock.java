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
 * The claim of one process to one database file: a lock on a file beside it, which the operating system lets go however the
 * process ends.
 *
 * <p>SQLite would let several processes write, in turns. That is refused all the same: each would believe that its sweep and its
 * queue of writes are the only ones, and two control planes on one file are a mistake in a start script.
 */
final class DatabaseLock implements AutoCloseable {

    /** Of a process that only reads. */
    static final DatabaseLock NONE = new DatabaseLock(null);

    private final @Nullable FileChannel channel;

    private DatabaseLock(@Nullable FileChannel channel) {
        this.channel = channel;
    }

    /** @throws UnusableDatabase.InUse when somebody has it */
    static DatabaseLock on(Path database) throws IOException {
        Path beside = database.resolveSibling(database.getFileName() + "-lock");
        PrivateFiles.create(beside);
        FileChannel channel = FileChannel.open(beside, StandardOpenOption.WRITE);
        try {
            // Held by the channel, and let go with it.
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
