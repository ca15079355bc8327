/** One function for each endpoint that operators call. */
@NullMarked
package io.dynamicaccounts.functions.operator;

import org.jspecify.annotations.NullMarked;
