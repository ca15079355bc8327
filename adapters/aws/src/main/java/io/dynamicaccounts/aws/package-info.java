/**
 * The functions on AWS Lambda. What they are given and how they are called is told in this module's README.
 */
@NullMarked
package io.dynamicaccounts.aws;

import org.jspecify.annotations.NullMarked;
