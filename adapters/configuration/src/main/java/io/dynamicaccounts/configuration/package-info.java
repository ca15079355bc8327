/** What an operator may configure, where it may stand, and what is refused. */
@NullMarked
package io.dynamicaccounts.configuration;

import org.jspecify.annotations.NullMarked;
