/** Where definitions to migrate come from. */
@NullMarked
package io.dynamicaccounts.sources;

import org.jspecify.annotations.NullMarked;
