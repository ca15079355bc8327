/** Compares the template of the deployment with the code that it deploys. */
@NullMarked
package io.dynamicaccounts.infra.aws;

import org.jspecify.annotations.NullMarked;
