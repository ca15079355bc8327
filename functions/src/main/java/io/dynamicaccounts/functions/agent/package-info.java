/** One function for each endpoint that agents call, and what they share. */
@NullMarked
package io.dynamicaccounts.functions.agent;

import org.jspecify.annotations.NullMarked;
