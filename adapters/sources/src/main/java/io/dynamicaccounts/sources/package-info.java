/** The sources of definitions to migrate. */
@NullMarked
package io.dynamicaccounts.sources;

import org.jspecify.annotations.NullMarked;
