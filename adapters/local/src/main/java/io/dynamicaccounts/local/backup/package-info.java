/** The backup file: JSON lines, written, checked and read. */
@NullMarked
package io.dynamicaccounts.local.backup;

import org.jspecify.annotations.NullMarked;
