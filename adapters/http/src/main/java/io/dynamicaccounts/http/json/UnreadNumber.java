package io.dynamicaccounts.http.json;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Takes the place of a number that is too long to be read, or whose exponent no number type holds. Not a {@link
 * Number}: a shape of numbers refuses it, and {@link #note} refuses it where anything is accepted.
 */
record UnreadNumber() {

    /** The most characters that are read: the time to read them grows with the square of their number. */
    static final int LONGEST = 1_000;

    /** The text of the flaw where any number is accepted. */
    private static final String RULE =
            "must be a number of at most " + LONGEST + " characters, with an exponent of at most 9 digits";

    /** Notes every unread number in a value that may be anything. */
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
