package io.dynamicaccounts.functions.account;

import java.util.Set;

/**
 * The name of an account. Names are unique in an installation and ordered by code unit, which is the order of every
 * listing.
 *
 * <p>{@code dynamic} and {@code type} are reserved because they are path segments of the documented API.
 *
 * <p>The constructor refuses an illegal name with an {@link IllegalArgumentException} whose message says what is
 * legal.
 */
public record AccountName(String value) implements Comparable<AccountName> {

    private static final Set<String> RESERVED = Set.of("dynamic", "type");

    public AccountName {
        Identifier.check("an account name", value);
        if (RESERVED.contains(value)) {
            throw new IllegalArgumentException("an account name must not be one of the reserved words dynamic, type");
        }
    }

    @Override
    public int compareTo(AccountName other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
