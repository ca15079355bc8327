/** One class for each row of the route table: a request's meaning, and what each result looks like. */
@NullMarked
package io.dynamicaccounts.http.endpoint;

import org.jspecify.annotations.NullMarked;
