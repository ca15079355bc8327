/** The closed list of problems, in the form of RFC 9457. */
@NullMarked
package io.dynamicaccounts.http.problem;

import org.jspecify.annotations.NullMarked;
