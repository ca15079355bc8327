/** The installation as a whole: whether its store may be served, its backup, and how one that was restored is taken over. */
@NullMarked
package io.dynamicaccounts.functions.installation;

import org.jspecify.annotations.NullMarked;
