/** The control plane as one process: HTTP server, schedules and the command line. */
@NullMarked
package io.dynamicaccounts.local;

import org.jspecify.annotations.NullMarked;
