/** One class for each row of the route table: what a request means, and how each result is written. */
@NullMarked
package io.dynamicaccounts.http.endpoint;

import org.jspecify.annotations.NullMarked;
