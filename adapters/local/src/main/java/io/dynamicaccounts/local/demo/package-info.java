/**
 * Shows the lifecycle: the real control plane and real agents as processes, mock clusters, and a script that kills
 * some of them.
 */
@NullMarked
package io.dynamicaccounts.local.demo;

import org.jspecify.annotations.NullMarked;
