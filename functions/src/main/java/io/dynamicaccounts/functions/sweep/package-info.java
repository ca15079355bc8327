/** The scheduled sweep, which fences silent agents and processes due accounts. */
@NullMarked
package io.dynamicaccounts.functions.sweep;

import org.jspecify.annotations.NullMarked;
