package io.dynamicaccounts.agent.kubernetes;

/** Thrown when a cluster cannot be watched. The message is the reason that operators read, without secrets. */
final class CannotConnect extends Exception {

    CannotConnect(String reason) {
        // No stack trace: the mistake is in a definition or a cluster, and a thousand stack traces are expensive.
        super(reason, null, false, false);
    }

    String reason() {
        return String.valueOf(getMessage());
    }
}
