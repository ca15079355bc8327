package io.dynamicaccounts.functions.account;

/**
 * The name of a zone: the agents that can reach the same clusters, and the accounts that these agents watch.
 *
 * <p>The constructor refuses an illegal id with an {@link IllegalArgumentException} whose message says what is
 * legal.
 */
public record ZoneId(String value) implements Comparable<ZoneId> {

    public ZoneId {
        Identifier.check("a zone id", value);
    }

    @Override
    public int compareTo(ZoneId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
