/** Accounts, their names and their states. */
@NullMarked
package io.dynamicaccounts.functions.account;

import org.jspecify.annotations.NullMarked;
