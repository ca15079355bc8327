package io.dynamicaccounts.http.json;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Stands in a value for a number that is too long to be worth reading, or whose exponent no number type holds. It is no
 * {@link Number}, so that a shape that expects one says what would be right; where anything is taken, it is refused.
 */
record UnreadNumber() {

    /** The most characters that are read: the time that more of them take grows with their square. */
    static final int LONGEST = 1_000;

    /** What would be right where any number is. */
    private static final String RULE =
            "must be a number of at most " + LONGEST + " characters, with an exponent of at most 9 digits";

    /** Notes those in a value that may be anything. */
    static void note(@Nullable Object value, Pointer at, Flaws flaws) {
        switch (value) {
            case UnreadNumber _ -> flaws.add(at, RULE);
            case Map<?, ?> object -> object.forEach((name, member) -> note(member, at.field((String) name), flaws));
            case List<?> items -> {
                for (int i = 0; i < items.size(); i++) {
                    note(items.get(i), at.item(i), flaws);
                }
            }
            case null, default -> {}
        }
    }
}
