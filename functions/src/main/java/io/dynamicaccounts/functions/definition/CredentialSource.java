package io.dynamicaccounts.functions.definition;

import io.dynamicaccounts.functions.account.AccountName;
import java.util.Collection;
import java.util.Map;

/** Where the definitions to migrate come from. */
@FunctionalInterface
public interface CredentialSource {

    /**
     * The definitions that the source knows of these names; a name it does not know is left out. One broken entry of the source
     * never hides the others.
     *
     * @throws Unreadable when the source as a whole cannot be read now
     */
    Map<AccountName, Definition> find(Collection<AccountName> names);

    /** The source cannot be read; the message is for an operator and holds no content of the source. */
    final class Unreadable extends RuntimeException {
        private static final long serialVersionUID = 1;

        public Unreadable(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
