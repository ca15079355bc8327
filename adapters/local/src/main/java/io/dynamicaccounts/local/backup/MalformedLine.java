package io.dynamicaccounts.local.backup;

/** A line that does not say what it should; the message goes on from its number, and quotes no value. */
final class MalformedLine extends RuntimeException {
    private static final long serialVersionUID = 1;

    MalformedLine(String message) {
        super(message);
    }
}
