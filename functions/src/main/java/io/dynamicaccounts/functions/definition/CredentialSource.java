package io.dynamicaccounts.functions.definition;

import io.dynamicaccounts.functions.account.AccountName;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A source of definitions to migrate. */
public interface CredentialSource {

    /** The source of an installation that has none. */
    CredentialSource NONE = new CredentialSource() {
        @Override
        public Map<AccountName, Definition> find(Collection<AccountName> names) {
            return Map.of();
        }

        @Override
        public Map<AccountName, Definition> all() {
            return Map.of();
        }

        @Override
        public List<SingleSource> singles() {
            return List.of();
        }
    };

    /**
     * Returns the definitions that the source has of these names; a name that the source does not have is left out.
     * One broken entry of the source never hides the others.
     *
     * @throws Unreadable when the source as a whole cannot be read now
     */
    Map<AccountName, Definition> find(Collection<AccountName> names);

    /**
     * Returns all definitions that the source has, by name.
     *
     * @throws Unreadable when the source as a whole cannot be read now
     */
    Map<AccountName, Definition> all();

    /**
     * Returns the names of all definitions that the source has, without reading more of them than that takes.
     *
     * @throws Unreadable when the source as a whole cannot be read now
     */
    default Set<AccountName> names() {
        return all().keySet();
    }

    /**
     * Returns the definitions that can be found now of these names, and why other names may be missing. An unreadable
     * source is no failure here.
     */
    default Lookup lookup(Collection<AccountName> names) {
        try {
            return new Lookup(find(names), Optional.empty());
        } catch (Unreadable e) {
            return new Lookup(Map.of(), Optional.of(e));
        }
    }

    /** Returns the sources that this one consists of, in their order. */
    List<SingleSource> singles();

    /**
     * What was found of some names.
     *
     * @param definitions the definitions by name
     * @param unreadable why nobody knows whether the other names exist; empty where no source has them
     */
    record Lookup(Map<AccountName, Definition> definitions, Optional<Unreadable> unreadable) {}

    /** The source cannot be read. The message is for an operator and holds no content of the source. */
    final class Unreadable extends RuntimeException {
        private static final long serialVersionUID = 1;

        public Unreadable(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
