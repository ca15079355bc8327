/** A container for the tests of other modules, in builds with {@code -Plocalstack}. */
@NullMarked
package io.dynamicaccounts.localstack;

import org.jspecify.annotations.NullMarked;
