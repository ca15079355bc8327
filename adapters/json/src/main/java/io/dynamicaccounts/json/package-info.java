/** JSON as the stores and the backup keep it. */
@NullMarked
package io.dynamicaccounts.json;

import org.jspecify.annotations.NullMarked;
