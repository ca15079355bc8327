/** Sign-in with an identity provider: the JWTs that it issues, and the keys that they are checked by. */
@NullMarked
package io.dynamicaccounts.oidc;

import org.jspecify.annotations.NullMarked;
