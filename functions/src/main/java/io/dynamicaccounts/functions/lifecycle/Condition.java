package io.dynamicaccounts.functions.lifecycle;

import io.dynamicaccounts.functions.account.Account;
import io.dynamicaccounts.functions.account.Attribute;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A condition that must hold of the stored account for a write to happen. Stores translate each kind of condition
 * into their own language and must agree with {@link #holds}, which defines the meaning.
 */
public sealed interface Condition {

    Attribute attribute();

    /** Returns whether the condition holds of this account. */
    boolean holds(Account account);

    record Equal(Attribute attribute, Object value) implements Condition {
        @Override
        public boolean holds(Account account) {
            return value.equals(account.get(attribute));
        }
    }

    /** Holds of an attribute that is present with another value. */
    record Different(Attribute attribute, Object value) implements Condition {
        @Override
        public boolean holds(Account account) {
            Object found = account.get(attribute);
            return found != null && !value.equals(found);
        }
    }

    record EqualOrAbsent(Attribute attribute, Object value) implements Condition {
        @Override
        public boolean holds(Account account) {
            Object found = account.get(attribute);
            return found == null || value.equals(found);
        }
    }

    record Present(Attribute attribute) implements Condition {
        @Override
        public boolean holds(Account account) {
            return account.get(attribute) != null;
        }
    }

    record Absent(Attribute attribute) implements Condition {
        @Override
        public boolean holds(Account account) {
            return account.get(attribute) == null;
        }
    }

    /** Holds of an attribute that is present and not after the given instant. */
    record NotAfter(Attribute attribute, Instant value) implements Condition {
        @Override
        public boolean holds(Account account) {
            return account.get(attribute) instanceof Instant found && !found.isAfter(value);
        }
    }

    /** Holds of a number below the bound; an absent number counts as zero. */
    record Below(Attribute attribute, long bound) implements Condition {
        @Override
        public boolean holds(Account account) {
            return numberOf(account.get(attribute)) < bound;
        }
    }

    /** Holds of a number at or above the bound; an absent number counts as zero. */
    record AtLeast(Attribute attribute, long bound) implements Condition {
        @Override
        public boolean holds(Account account) {
            return numberOf(account.get(attribute)) >= bound;
        }
    }

    private static long numberOf(@Nullable Object value) {
        return (Long) Objects.requireNonNullElse(value, 0L);
    }
}
