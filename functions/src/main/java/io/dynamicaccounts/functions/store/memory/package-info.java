/** The store that forgets everything when its process ends. */
@NullMarked
package io.dynamicaccounts.functions.store.memory;

import org.jspecify.annotations.NullMarked;
