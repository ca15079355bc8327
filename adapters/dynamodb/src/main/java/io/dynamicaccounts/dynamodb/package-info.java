/**
 * The stores on one DynamoDB table, or a table of another server of its protocol: conditional writes of single items,
 * and no transaction.
 */
@NullMarked
package io.dynamicaccounts.dynamodb;

import org.jspecify.annotations.NullMarked;
