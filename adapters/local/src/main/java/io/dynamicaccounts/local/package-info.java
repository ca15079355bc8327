/** One process: HTTP server, schedules and the command line. */
@NullMarked
package io.dynamicaccounts.local;

import org.jspecify.annotations.NullMarked;
