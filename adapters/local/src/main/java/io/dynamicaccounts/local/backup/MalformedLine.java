package io.dynamicaccounts.local.backup;

/**
 * A line with wrong content. The message continues a sentence that begins with the line's number, and quotes no
 * value.
 */
final class MalformedLine extends RuntimeException {
    private static final long serialVersionUID = 1;

    MalformedLine(String message) {
        super(message);
    }
}
