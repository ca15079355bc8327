/**
 * The functions on AWS Lambda. This module's README says how the functions are configured and called.
 */
@NullMarked
package io.dynamicaccounts.aws;

import org.jspecify.annotations.NullMarked;
