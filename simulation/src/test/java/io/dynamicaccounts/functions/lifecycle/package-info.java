/** What only a test may do to the lifecycle: forget a part of it. */
@NullMarked
package io.dynamicaccounts.functions.lifecycle;

import org.jspecify.annotations.NullMarked;
