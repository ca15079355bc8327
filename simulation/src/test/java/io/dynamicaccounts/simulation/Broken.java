package io.dynamicaccounts.simulation;

/** What must never be, was. */
final class Broken extends AssertionError {

    private static final long serialVersionUID = 1;

    private final String rule;

    Broken(String rule, String detail) {
        super(rule + ": " + detail);
        this.rule = rule;
    }

    /** Which rule. */
    String rule() {
        return rule;
    }
}
