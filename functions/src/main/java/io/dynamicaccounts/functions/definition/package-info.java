/** Definitions of accounts: plain for a moment, sealed everywhere else. */
@NullMarked
package io.dynamicaccounts.functions.definition;

import org.jspecify.annotations.NullMarked;
