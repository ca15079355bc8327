/**
 * The requests and answers between an agent and the control plane, and the port through which an agent sends them.
 */
@NullMarked
package io.dynamicaccounts.agent.protocol;

import org.jspecify.annotations.NullMarked;
