package io.dynamicaccounts.http;

import java.util.ArrayList;
import java.util.List;

/**
 * A stack trace for the log that repeats no value of a request.
 *
 * <p>Messages of exceptions can quote what they choked on, which may be a secret. Those of this product are written not to, and
 * those of the Java machine name variables and classes; all others are withheld. The frames tell where it was.
 */
final class SafeStackTrace {

    private static final int DEEPEST_CAUSE = 10;

    private SafeStackTrace() {}

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
        boolean told = name.startsWith("io.dynamicaccounts.")
                || thrown instanceof NullPointerException
                || thrown instanceof ClassCastException
                || thrown instanceof IndexOutOfBoundsException;
        return told ? name + ": " + thrown.getMessage() : name + " (message withheld)";
    }
}
