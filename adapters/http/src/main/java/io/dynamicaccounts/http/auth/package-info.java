/** Authentication: who sends a request, what the sender may do, and how often. */
@NullMarked
package io.dynamicaccounts.http.auth;

import org.jspecify.annotations.NullMarked;
