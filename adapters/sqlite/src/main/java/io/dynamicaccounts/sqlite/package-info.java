/** The stores on one embedded SQLite file: the default of a local run. */
@NullMarked
package io.dynamicaccounts.sqlite;

import org.jspecify.annotations.NullMarked;
