/** The client library of the agent protocol: an agent that polls, watches what it is told to, and reports. */
@NullMarked
package io.dynamicaccounts.agent;

import org.jspecify.annotations.NullMarked;
