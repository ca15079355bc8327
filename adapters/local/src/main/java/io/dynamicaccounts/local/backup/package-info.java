/** The file that a backup is. */
@NullMarked
package io.dynamicaccounts.local.backup;

import org.jspecify.annotations.NullMarked;
