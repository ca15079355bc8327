/** The rules of one agent process: a state machine without clock, thread or network of its own. */
@NullMarked
package io.dynamicaccounts.agent.session;

import org.jspecify.annotations.NullMarked;
