/**
 * Envelope encryption of the secrets in definitions.
 *
 * <p>Each secret gets a data key of its own, which a key-encryption key wraps. That key lives in a cloud's key management or, for
 * a local run, in {@link io.dynamicaccounts.secrets.LocalKeyset}; {@link io.dynamicaccounts.secrets.TinkSealing} does not care.
 */
@NullMarked
package io.dynamicaccounts.secrets;

import org.jspecify.annotations.NullMarked;
