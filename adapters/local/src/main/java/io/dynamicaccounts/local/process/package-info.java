/** Builds one process from its parts, and ends it gracefully. */
@NullMarked
package io.dynamicaccounts.local.process;

import org.jspecify.annotations.NullMarked;
