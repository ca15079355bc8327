package io.dynamicaccounts.sqlite;

import java.sql.SQLException;

/** The work of a caller on a database connection. */
@FunctionalInterface
interface DatabaseWork<T> {

    T on(Sql sql) throws SQLException;
}
