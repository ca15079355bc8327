/** The command line. */
@NullMarked
package io.dynamicaccounts.local.command;

import org.jspecify.annotations.NullMarked;
