/** The client library of the agent protocol, free of any control plane type. */
@NullMarked
package io.dynamicaccounts.agent;

import org.jspecify.annotations.NullMarked;
