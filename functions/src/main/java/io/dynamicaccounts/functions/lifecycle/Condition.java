package io.dynamicaccounts.functions.lifecycle;

import io.dynamicaccounts.functions.account.Account;
import io.dynamicaccounts.functions.account.Attribute;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One thing that must hold of the stored account for a write to happen. Stores translate each kind into their own language;
 * {@link #holds} is the meaning that they must agree with.
 */
public sealed interface Condition {

    Attribute attribute();

    boolean holds(Account account);

    record Equal(Attribute attribute, Object value) implements Condition {
        @Override
        public boolean holds(Account account) {
            return value.equals(account.get(attribute));
        }
    }

    /** Present, and another value. */
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

    /** Present, and not after the given instant. */
    record NotAfter(Attribute attribute, Instant value) implements Condition {
        @Override
        public boolean holds(Account account) {
            return account.get(attribute) instanceof Instant found && !found.isAfter(value);
        }
    }

    /** A number below the bound; an absent number counts as zero. */
    record Below(Attribute attribute, long bound) implements Condition {
        @Override
        public boolean holds(Account account) {
            return numberOf(account.get(attribute)) < bound;
        }
    }

    /** A number at or above the bound; an absent number counts as zero. */
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
