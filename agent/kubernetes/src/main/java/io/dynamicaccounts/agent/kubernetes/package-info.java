/** The reference agent's implementation of watches of real Kubernetes clusters. */
@NullMarked
package io.dynamicaccounts.agent.kubernetes;

import org.jspecify.annotations.NullMarked;
