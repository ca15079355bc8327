/** How accounts move and how agents come to know: conditional writes, publication, removal. */
@NullMarked
package io.dynamicaccounts.functions.transition;

import org.jspecify.annotations.NullMarked;
