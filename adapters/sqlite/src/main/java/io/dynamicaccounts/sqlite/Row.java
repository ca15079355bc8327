package io.dynamicaccounts.sqlite;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Reads the columns of the current row of a query in the types of the ports. */
final class Row {

    /** Converts one row. */
    @FunctionalInterface
    interface Reader<T> {
        T read(Row row) throws SQLException;
    }

    private final ResultSet result;

    Row(ResultSet result) {
        this.result = result;
    }

    String text(String column) throws SQLException {
        return Objects.requireNonNull(result.getString(column), column);
    }

    Optional<String> textIfAny(String column) throws SQLException {
        return Optional.ofNullable(result.getString(column));
    }

    long number(String column) throws SQLException {
        return result.getLong(column);
    }

    Optional<Long> numberIfAny(String column) throws SQLException {
        long number = result.getLong(column);
        return result.wasNull() ? Optional.empty() : Optional.of(number);
    }

    boolean flag(String column) throws SQLException {
        return number(column) != 0;
    }

    Instant instant(String column) throws SQLException {
        return Instant.ofEpochMilli(number(column));
    }

    Optional<Instant> instantIfAny(String column) throws SQLException {
        return numberIfAny(column).map(Instant::ofEpochMilli);
    }

    Duration duration(String column) throws SQLException {
        return Duration.ofMillis(number(column));
    }

    List<String> texts(String column) throws SQLException {
        return ColumnJson.texts(text(column));
    }
}
