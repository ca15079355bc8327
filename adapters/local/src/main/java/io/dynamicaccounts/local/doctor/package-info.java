/** What {@code doctor} looks at, and what it says of it. Nothing here writes. */
@NullMarked
package io.dynamicaccounts.local.doctor;

import org.jspecify.annotations.NullMarked;
