/** Puts the parts together as one process and lets it end gracefully. */
@NullMarked
package io.dynamicaccounts.local.process;

import org.jspecify.annotations.NullMarked;
