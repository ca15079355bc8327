/**
 * Envelope encryption of the secrets in definitions.
 *
 * <p>Secrets are encrypted with data keys, which a key-encryption key wraps. The key-encryption key is in a cloud's key
 * management or, for a local run, in a {@link io.dynamicaccounts.secrets.LocalKeyset}; {@link
 * io.dynamicaccounts.secrets.TinkSealing} works with both.
 */
@NullMarked
package io.dynamicaccounts.secrets;

import org.jspecify.annotations.NullMarked;
