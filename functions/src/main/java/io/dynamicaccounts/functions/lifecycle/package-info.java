/** The account lifecycle: one table, and what is derived from it. */
@NullMarked
package io.dynamicaccounts.functions.lifecycle;

import org.jspecify.annotations.NullMarked;
