package io.dynamicaccounts.local.demo;

/** What the script expects did not come about in time, or did not stay so. */
final class ExpectationFailed extends Exception {
    private static final long serialVersionUID = 1;

    ExpectationFailed(String expectation) {
        super(expectation);
    }
}
