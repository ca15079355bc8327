/** Clusters that do not exist, for demonstrations and tests. */
@NullMarked
package io.dynamicaccounts.agent.simulated;

import org.jspecify.annotations.NullMarked;
