/** Who asks, and what they may. */
@NullMarked
package io.dynamicaccounts.http.auth;

import org.jspecify.annotations.NullMarked;
