/** JSON read strictly and checked by shapes that also say what they check. */
@NullMarked
package io.dynamicaccounts.http.json;

import org.jspecify.annotations.NullMarked;
