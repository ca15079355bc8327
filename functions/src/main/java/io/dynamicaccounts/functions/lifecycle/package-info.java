/** The account lifecycle: one table, and what follows from it. */
@NullMarked
package io.dynamicaccounts.functions.lifecycle;

import org.jspecify.annotations.NullMarked;
