/** The checks of {@code doctor} and their findings. Nothing here writes. */
@NullMarked
package io.dynamicaccounts.local.doctor;

import org.jspecify.annotations.NullMarked;
