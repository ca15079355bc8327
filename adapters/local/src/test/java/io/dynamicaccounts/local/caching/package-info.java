/** Whether two agents ever cache one account, whatever happens to their processes. */
package io.dynamicaccounts.local.caching;
