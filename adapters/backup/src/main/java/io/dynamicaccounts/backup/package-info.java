/** The file that a backup is. */
@NullMarked
package io.dynamicaccounts.backup;

import org.jspecify.annotations.NullMarked;
