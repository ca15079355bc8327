/** The scheduled sweep. */
@NullMarked
package io.dynamicaccounts.functions.sweep;

import org.jspecify.annotations.NullMarked;
