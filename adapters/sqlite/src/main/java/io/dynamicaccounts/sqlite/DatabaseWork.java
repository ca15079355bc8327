package io.dynamicaccounts.sqlite;

import java.sql.SQLException;

/** What a caller wants done on a database connection. */
@FunctionalInterface
interface DatabaseWork<T> {

    T on(Sql sql) throws SQLException;
}
