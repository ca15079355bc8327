package io.dynamicaccounts.http;

import java.util.ArrayList;
import java.util.List;

/**
 * A stack trace for the log that repeats no value of a request.
 *
 * <p>The message of an exception can quote the value that caused it, which may be a secret. The messages of this
 * product's own exceptions never do, and those of the Java virtual machine name variables and classes; all others are
 * withheld. The frames show where the exception arose.
 */
final class SafeStackTrace {

    private static final int DEEPEST_CAUSE = 10;

    private SafeStackTrace() {}

    /** Returns the stack trace of an exception and of its causes. */
    static String of(Throwable thrown) {
        var lines = new ArrayList<String>();
        Throwable at = thrown;
        for (int depth = 0; at != null && depth < DEEPEST_CAUSE; depth++) {
            lines.add((depth == 0 ? "" : "caused by ") + headline(at));
            List.of(at.getStackTrace()).forEach(frame -> lines.add("    at " + frame));
            at = at.getCause();
        }
        return String.join("\n", lines);
    }

    private static String headline(Throwable thrown) {
        String name = thrown.getClass().getName();
        boolean safe = name.startsWith("io.dynamicaccounts.")
                || thrown instanceof NullPointerException
                || thrown instanceof ClassCastException
                || thrown instanceof IndexOutOfBoundsException;
        return safe ? name + ": " + thrown.getMessage() : name + " (message withheld)";
    }
}
