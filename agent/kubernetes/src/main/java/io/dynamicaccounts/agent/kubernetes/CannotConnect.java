package io.dynamicaccounts.agent.kubernetes;

/** Why a cluster cannot be watched, in words for humans and without secrets: its message is what operators read. */
final class CannotConnect extends Exception {

    CannotConnect(String reason) {
        // Stack traces of what is somebody else's mistake help nobody, and a thousand of them cost.
        super(reason, null, false, false);
    }

    String reason() {
        return String.valueOf(getMessage());
    }
}
