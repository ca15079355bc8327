/** The ports to the one table in which the functions keep all their state. */
@NullMarked
package io.dynamicaccounts.functions.store;

import org.jspecify.annotations.NullMarked;
