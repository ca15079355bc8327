/** What the process counts, and how a Prometheus server reads it. */
@NullMarked
package io.dynamicaccounts.local.metrics;

import org.jspecify.annotations.NullMarked;
