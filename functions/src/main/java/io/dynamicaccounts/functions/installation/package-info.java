/**
 * The installation as a whole: whether its store may be served, its backup, and the adoption of a restored store.
 */
@NullMarked
package io.dynamicaccounts.functions.installation;

import org.jspecify.annotations.NullMarked;
