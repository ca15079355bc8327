/** The metrics of every entry: which metrics there are, and what is counted when. */
@NullMarked
package io.dynamicaccounts.entry.metrics;

import org.jspecify.annotations.NullMarked;
