package io.dynamicaccounts.local.process;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/** Where a process keeps its state. */
public sealed interface Storage {

    /** Returns the kind of storage, in one word. */
    default String kind() {
        return switch (this) {
            case Embedded embedded -> "sqlite";
            case DynamoDb dynamoDb -> "dynamodb";
        };
    }

    /**
     * A file of this machine, for this process alone; the key of its secrets is in a file beside it.
     *
     * @param database the file, which is created where it is missing
     */
    record Embedded(Path database) implements Storage {
        @Override
        public String toString() {
            return "database " + database;
        }
    }

    /**
     * A DynamoDB table, which other processes may share.
     *
     * @param endpoint a service with DynamoDB's protocol; empty for the service of the region that the environment
     *     names
     * @param table the name of the table
     * @param missing what to do where the table does not exist
     * @param keyset the file with the key of the table's secrets: every process that shares the table needs the same
     *     file
     */
    record DynamoDb(Optional<URI> endpoint, String table, IfMissing missing, Path keyset) implements Storage {
        @Override
        public String toString() {
            return "table " + table + endpoint.map(uri -> " at " + uri).orElse("");
        }
    }

    /** What to do where a table does not exist. */
    enum IfMissing {
        CREATE,
        FAIL
    }
}
