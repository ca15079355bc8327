package io.dynamicaccounts.functions.definition;

import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** What decides which definitions a caller may read and write by their {@link Permissions}. */
public sealed interface Roles {

    /** The caller may read and write every definition. */
    Roles ALL = new All();

    /** Returns the roles of these names, which compare in any case. */
    static Roles of(Collection<String> names) {
        return new Named(names.stream().map(Roles::lowerCase).collect(Collectors.toUnmodifiableSet()));
    }

    /** Returns the spelling in which the names of roles are compared. */
    static String lowerCase(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    /** Permissions do not apply to the caller. */
    record All() implements Roles {}

    /**
     * The caller has just these roles.
     *
     * @param names in lower case; none is a caller who may read and write what is everyone's
     */
    record Named(Set<String> names) implements Roles {}
}
