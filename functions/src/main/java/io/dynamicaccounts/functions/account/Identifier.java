package io.dynamicaccounts.functions.account;

import java.util.regex.Pattern;

/** The rule that the names of accounts, zones, agents, sessions and definitions share. */
final class Identifier {

    static final String RULE =
            "must start with a letter or digit and go on with at most 127 letters, digits, '.', '_' or '-'";

    private static final Pattern LEGAL = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,127}");

    private Identifier() {}

    /**
     * Checks a value against the rule. The message does not quote the value, because it may be a secret that an
     * operator pasted into the wrong field.
     */
    static void check(String kind, String value) {
        if (!LEGAL.matcher(value).matches()) {
            throw new IllegalArgumentException(kind + " " + RULE);
        }
    }
}
