/** Kills the server under load, and holds it to what it acknowledged. */
package io.dynamicaccounts.local.hostile;
