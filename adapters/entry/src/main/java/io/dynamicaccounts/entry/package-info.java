/**
 * The parts that every entry needs, both the local process and each cloud's functions: the catalog of functions and
 * the log of requests.
 */
@NullMarked
package io.dynamicaccounts.entry;

import org.jspecify.annotations.NullMarked;
