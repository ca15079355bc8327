package io.dynamicaccounts.functions.lifecycle;

import io.dynamicaccounts.functions.account.Attribute;

/**
 * One attribute that a transition writes. Every change reads the account as it was before the transition, so their order does
 * not matter. Stores translate each kind into their own language; the in-memory store of the tests defines the meaning.
 */
public sealed interface Change {

    Attribute attribute();

    record Set(Attribute attribute, Object value) implements Change {}

    record Clear(Attribute attribute) implements Change {}

    /** Adds one; an absent number counts as zero. */
    record Increment(Attribute attribute) implements Change {}

    /** Takes the value another attribute had before; absent if that was absent. */
    record Copy(Attribute attribute, Attribute of) implements Change {}
}
