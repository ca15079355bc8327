/** The store in memory, for tests and simulations: a process that ends loses everything in this store. */
@NullMarked
package io.dynamicaccounts.functions.store.memory;

import org.jspecify.annotations.NullMarked;
