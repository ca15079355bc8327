/** Observes the functions: their log, and metrics in the log. */
@NullMarked
package io.dynamicaccounts.aws.observation;

import org.jspecify.annotations.NullMarked;
