/** Accounts, their names and where they stand. */
@NullMarked
package io.dynamicaccounts.functions.account;

import org.jspecify.annotations.NullMarked;
