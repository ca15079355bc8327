/** The product: the account lifecycle and one function for each documented endpoint and transition. */
@NullMarked
package io.dynamicaccounts.functions;

import org.jspecify.annotations.NullMarked;
