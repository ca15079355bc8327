/** The reference agent's way to watch real Kubernetes clusters. */
@NullMarked
package io.dynamicaccounts.agent.kubernetes;

import org.jspecify.annotations.NullMarked;
