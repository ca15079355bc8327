/** The control plane reached over HTTP. */
@NullMarked
package io.dynamicaccounts.agent.http;

import org.jspecify.annotations.NullMarked;
