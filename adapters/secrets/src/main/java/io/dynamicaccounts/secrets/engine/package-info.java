/** The services of AWS that references to secrets are resolved from. */
@NullMarked
package io.dynamicaccounts.secrets.engine;

import org.jspecify.annotations.NullMarked;
