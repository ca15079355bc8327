/** The control plane and its agents in virtual time, from a seed. */
@NullMarked
package io.dynamicaccounts.simulation;

import org.jspecify.annotations.NullMarked;
