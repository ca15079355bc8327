/** The keys that an operator may configure, the layers that values are read from, and the checks of values. */
@NullMarked
package io.dynamicaccounts.configuration;

import org.jspecify.annotations.NullMarked;
