/** Definitions of accounts: in clear only on the way through a function, encrypted everywhere else. */
@NullMarked
package io.dynamicaccounts.functions.definition;

import org.jspecify.annotations.NullMarked;
