/** Backups between all kinds of stores, and the commands that make and restore them. */
package io.dynamicaccounts.local.backup;
