/** The ports to the one table that is the memory of every function, and the in-memory store. */
@NullMarked
package io.dynamicaccounts.functions.store;

import org.jspecify.annotations.NullMarked;
