/** What the agents of one zone share: the roster, and what follows when it changes. */
@NullMarked
package io.dynamicaccounts.functions.zone;

import org.jspecify.annotations.NullMarked;
