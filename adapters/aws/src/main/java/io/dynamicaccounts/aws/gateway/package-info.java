/** Converts events of an HTTP API or a function URL, in payload format 2.0, into requests, and responses back. */
@NullMarked
package io.dynamicaccounts.aws.gateway;

import org.jspecify.annotations.NullMarked;
