package io.dynamicaccounts.local.command;

import io.dynamicaccounts.local.process.Storage;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say where state is kept. */
final class StorageOptions {

    private static final String DEFAULT_DATABASE = "dynamic-accounts.db";

    /** The values of {@code --store}. */
    private enum Kind {
        sqlite,
        dynamodb
    }

    @Option(
            names = "--store",
            paramLabel = "STORE",
            defaultValue = "sqlite",
            description = "Where state is kept: sqlite, an embedded database, or dynamodb, a table. Default: sqlite")
    private Kind store = Kind.sqlite;

    @Option(
            names = "--database",
            paramLabel = "FILE",
            description =
                    "sqlite: the database file; the key of its secrets is beside it, in FILE.keyset.json. Default: dynamic-accounts.db")
    private @Nullable Path database;

    @Option(names = "--table", paramLabel = "NAME", description = "dynamodb: the name of the table.")
    private @Nullable String table;

    @Option(
            names = "--endpoint",
            paramLabel = "URL",
            description =
                    "dynamodb: what speaks its protocol. Default: the service of the region that the environment names")
    private @Nullable URI endpoint;

    @Option(
            names = "--create-table",
            description =
                    "dynamodb: create the table if it is not there, and turn on the expiry and the point-in-time recovery that it lacks.")
    private boolean createTable;

    @Option(
            names = "--keyset",
            paramLabel = "FILE",
            description = "dynamodb: the key of the table's secrets. Default: NAME.keyset.json")
    private @Nullable Path keyset;

    Storage chosen() {
        return switch (store) {
            case sqlite -> embedded();
            case dynamodb -> dynamoDb();
        };
    }

    /** Returns the chosen storage for a command that only reads, which creates nothing. */
    Storage chosenForReading() {
        if (createTable) {
            throw new CommandFailure.Usage("--create-table is not for a command that only reads");
        }
        return chosen();
    }

    private Storage embedded() {
        if (table != null || endpoint != null || createTable || keyset != null) {
            throw new CommandFailure.Usage("--table, --endpoint, --create-table and --keyset need --store dynamodb");
        }
        Path file = database == null ? Path.of(DEFAULT_DATABASE) : database;
        Path folder = file.toAbsolutePath().getParent();
        // Creating the folder of a mistyped path would hide the mistake.
        if (folder != null && !Files.isDirectory(folder)) {
            throw new CommandFailure.Usage(
                    "--database: there is no folder " + folder + ": make it first, or mend the path");
        }
        return new Storage.Embedded(file);
    }

    private Storage dynamoDb() {
        if (database != null) {
            throw new CommandFailure.Usage("--database needs --store sqlite");
        }
        if (table == null || table.isBlank()) {
            throw new CommandFailure.Usage("--store dynamodb needs --table");
        }
        if (endpoint != null && !isHttp(endpoint)) {
            throw new CommandFailure.Usage("--endpoint must be an http or https URL, not " + endpoint);
        }
        return new Storage.DynamoDb(
                Optional.ofNullable(endpoint),
                table,
                createTable ? Storage.IfMissing.CREATE : Storage.IfMissing.FAIL,
                keyset == null ? Path.of(table + ".keyset.json") : keyset);
    }

    private static boolean isHttp(URI uri) {
        return ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme())) && uri.getHost() != null;
    }
}
