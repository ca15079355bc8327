/** The port behind which clusters are watched. */
@NullMarked
package io.dynamicaccounts.agent.watch;

import org.jspecify.annotations.NullMarked;
