/** The lifecycle, shown: a real control plane and simulated agents as processes, and a script that kills some. */
@NullMarked
package io.dynamicaccounts.local.demo;

import org.jspecify.annotations.NullMarked;
