package io.dynamicaccounts.infra.aws;

/** How a call of a function ended. */
sealed interface Outcome {

    /** The function answered with this status. */
    record Answered(int status) implements Outcome {}

    /**
     * The function ended with an exception, in its time or out of it, while it was started or later: Lambda makes no
     * difference.
     */
    record Failed() implements Outcome {}

    /** Lambda turned the call away. */
    record Throttled() implements Outcome {}
}
