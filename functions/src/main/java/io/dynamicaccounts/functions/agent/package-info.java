/** One function for each endpoint that agents call, and the classes that these functions share. */
@NullMarked
package io.dynamicaccounts.functions.agent;

import org.jspecify.annotations.NullMarked;
