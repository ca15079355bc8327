/**
 * The JDK's HTTP server as an entry: it turns exchanges into neutral requests, and neutral responses into answers.
 */
@NullMarked
package io.dynamicaccounts.local.server;

import org.jspecify.annotations.NullMarked;
