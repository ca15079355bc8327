/** The route table as code: request to function to response, problems, authentication. No server. */
@NullMarked
package io.dynamicaccounts.http;

import org.jspecify.annotations.NullMarked;
