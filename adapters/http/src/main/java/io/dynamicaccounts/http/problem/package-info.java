/** The closed list of what can go wrong, as RFC 9457 has it. */
@NullMarked
package io.dynamicaccounts.http.problem;

import org.jspecify.annotations.NullMarked;
