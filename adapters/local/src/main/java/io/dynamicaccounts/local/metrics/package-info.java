/** The metrics of the process, in the text format of Prometheus. */
@NullMarked
package io.dynamicaccounts.local.metrics;

import org.jspecify.annotations.NullMarked;
