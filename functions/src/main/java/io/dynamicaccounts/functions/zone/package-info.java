/** Decides what the agents of one zone share: the roster, and the consequences of its changes. */
@NullMarked
package io.dynamicaccounts.functions.zone;

import org.jspecify.annotations.NullMarked;
