package io.dynamicaccounts.functions.lifecycle;

import io.dynamicaccounts.functions.account.Attribute;

/**
 * The change of one attribute that a transition writes. Every change reads the account as it was before the
 * transition, so the order of changes does not matter. Stores translate each kind of change into their own language;
 * the in-memory store of the tests defines the meaning.
 */
public sealed interface Change {

    Attribute attribute();

    /** Writes a value. */
    record Set(Attribute attribute, Object value) implements Change {}

    /** Removes the value. */
    record Clear(Attribute attribute) implements Change {}

    /** Adds one to a number; an absent number counts as zero. */
    record Increment(Attribute attribute) implements Change {}

    /**
     * Writes the value that another attribute had before the transition, or clears the attribute if that value was
     * absent.
     */
    record Copy(Attribute attribute, Attribute of) implements Change {}
}
