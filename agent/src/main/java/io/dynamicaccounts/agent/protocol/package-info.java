/** What goes over the wire between an agent and the control plane, and the port it goes through. */
@NullMarked
package io.dynamicaccounts.agent.protocol;

import org.jspecify.annotations.NullMarked;
