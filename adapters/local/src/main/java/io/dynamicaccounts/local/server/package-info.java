/** The JDK's HTTP server as an entry: its exchanges become neutral requests, and neutral responses its answers. */
@NullMarked
package io.dynamicaccounts.local.server;

import org.jspecify.annotations.NullMarked;
