/** What operators ask about credentials: definitions that Spinnaker reads, and that accounts can be migrated from. */
@NullMarked
package io.dynamicaccounts.functions.credential;

import org.jspecify.annotations.NullMarked;
