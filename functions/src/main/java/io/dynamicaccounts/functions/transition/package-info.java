/** Moves accounts by conditional writes, publishes the moves to agents, and cleans up after removed accounts. */
@NullMarked
package io.dynamicaccounts.functions.transition;

import org.jspecify.annotations.NullMarked;
