package io.dynamicaccounts.backup;

/** A line that does not say what it should; the message goes on from its number, and quotes no value. */
final class Malformed extends RuntimeException {
    private static final long serialVersionUID = 1;

    Malformed(String message) {
        super(message);
    }
}
