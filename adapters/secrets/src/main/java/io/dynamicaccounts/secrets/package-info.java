/** Envelope encryption of secret fields and the engines behind secret references. */
@NullMarked
package io.dynamicaccounts.secrets;

import org.jspecify.annotations.NullMarked;
