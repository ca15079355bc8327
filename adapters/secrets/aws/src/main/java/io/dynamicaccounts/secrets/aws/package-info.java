/** The key-encryption key in AWS KMS. */
@NullMarked
package io.dynamicaccounts.secrets.aws;

import org.jspecify.annotations.NullMarked;
