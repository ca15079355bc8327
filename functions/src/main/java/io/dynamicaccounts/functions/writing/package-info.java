/** How accounts move and how agents come to know: conditional writes, publication, removal. */
@NullMarked
package io.dynamicaccounts.functions.writing;

import org.jspecify.annotations.NullMarked;
