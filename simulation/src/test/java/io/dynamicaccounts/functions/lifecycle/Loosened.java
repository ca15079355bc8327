package io.dynamicaccounts.functions.lifecycle;

import io.dynamicaccounts.functions.account.Attribute;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Transitions that forget something of their row. Only {@link Rule#bind} makes transitions, and rightly so; a test
 * that shows that a forgotten guard is noticed must be able to forget one.
 */
public final class Loosened {

    private Loosened() {}

    /** The same without what must hold of this attribute. */
    public static Transition withoutCondition(Transition of, Attribute attribute) {
        return with(
                of,
                of.conditions().stream()
                        .filter(condition -> condition.attribute() != attribute)
                        .toList(),
                of.changes());
    }

    /** The same without what is written to this attribute. */
    public static Transition withoutChange(Transition of, Attribute attribute) {
        return with(
                of,
                of.conditions(),
                of.changes().stream().filter(other(attribute)).toList());
    }

    /** The same, but this is written. */
    public static Transition withChange(Transition of, Change change) {
        return with(
                of,
                of.conditions(),
                Stream.concat(of.changes().stream().filter(other(change.attribute())), Stream.of(change))
                        .toList());
    }

    private static Predicate<Change> other(Attribute attribute) {
        return change -> change.attribute() != attribute;
    }

    private static Transition with(Transition of, List<Condition> conditions, List<Change> changes) {
        return new Transition(of.event(), of.from(), conditions, changes, of.writer());
    }
}
