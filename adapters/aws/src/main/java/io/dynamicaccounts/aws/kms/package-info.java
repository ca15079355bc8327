/** The key-encryption key in AWS KMS. */
@NullMarked
package io.dynamicaccounts.aws.kms;

import org.jspecify.annotations.NullMarked;
