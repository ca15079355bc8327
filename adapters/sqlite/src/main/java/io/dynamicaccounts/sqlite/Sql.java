package io.dynamicaccounts.sqlite;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One connection and its prepared statements. For one thread at a time.
 *
 * <p>Callers begin and end transactions by statements: the driver's own transactions would hold the write lock in
 * between.
 */
final class Sql implements AutoCloseable {

    /** More statements than the stores have; the least recently used statement is closed first. */
    private static final int MOST_PREPARED = 400;

    private final Connection connection;
    private final Map<String, PreparedStatement> prepared = new LinkedHashMap<>(64, 0.75f, true);

    Sql(Connection connection) {
        this.connection = connection;
    }

    /** Returns every row of a query, or of a write that returns rows. */
    <T> List<T> all(String sql, Row.Reader<T> reader, @Nullable Object... values) throws SQLException {
        var rows = new ArrayList<T>();
        try (ResultSet result = bound(sql, values).executeQuery()) {
            var row = new Row(result);
            while (result.next()) {
                rows.add(reader.read(row));
            }
        }
        return rows;
    }

    /** Returns the first row, if there is one. */
    <T> Optional<T> one(String sql, Row.Reader<T> reader, @Nullable Object... values) throws SQLException {
        return all(sql, reader, values).stream().findFirst();
    }

    /** Runs a write and returns how many rows it changed. */
    int update(String sql, @Nullable Object... values) throws SQLException {
        return bound(sql, values).executeUpdate();
    }

    /** Runs a statement without a result, or a pragma. */
    void execute(String sql) throws SQLException {
        bound(sql).execute();
    }

    /** Runs a statement that is not kept prepared. */
    void once(String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Runs several writes of which either all or none take effect, within the transaction of a batch. */
    <T> T together(DatabaseWork<T> work) throws SQLException {
        execute("SAVEPOINT together");
        boolean done = false;
        try {
            T result = work.on(this);
            done = true;
            return result;
        } finally {
            if (!done) {
                execute("ROLLBACK TO together");
            }
            execute("RELEASE together");
        }
    }

    private PreparedStatement bound(String sql, @Nullable Object... values) throws SQLException {
        PreparedStatement statement = prepared.get(sql);
        if (statement == null) {
            statement = connection.prepareStatement(sql);
            prepared.put(sql, statement);
            forgetTheLeastUsed();
        }
        for (int i = 0; i < values.length; i++) {
            bind(statement, i + 1, values[i]);
        }
        return statement;
    }

    private void forgetTheLeastUsed() throws SQLException {
        if (prepared.size() > MOST_PREPARED) {
            var eldest = prepared.entrySet().iterator();
            eldest.next().getValue().close();
            eldest.remove();
        }
    }

    private static void bind(PreparedStatement statement, int index, @Nullable Object value) throws SQLException {
        switch (value) {
            case null -> statement.setObject(index, null);
            case String text -> statement.setString(index, text);
            case Long number -> statement.setLong(index, number);
            case Integer number -> statement.setInt(index, number);
            case Boolean flag -> statement.setInt(index, flag ? 1 : 0);
            case Instant instant -> statement.setLong(index, instant.toEpochMilli());
            case Duration duration -> statement.setLong(index, duration.toMillis());
            default -> throw new IllegalArgumentException("no column holds a " + value.getClass());
        }
    }

    @Override
    public void close() throws SQLException {
        // Closing the connection finalises every statement on it.
        connection.close();
    }
}
