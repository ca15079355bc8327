package io.dynamicaccounts.local.demo;

/** An expectation of the script was not met in time, or a condition did not continue to hold. */
final class ExpectationFailed extends Exception {
    private static final long serialVersionUID = 1;

    ExpectationFailed(String expectation) {
        super(expectation);
    }
}
