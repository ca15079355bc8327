/** Configuration files that are objects of Amazon S3. */
@NullMarked
package io.dynamicaccounts.s3;

import org.jspecify.annotations.NullMarked;
