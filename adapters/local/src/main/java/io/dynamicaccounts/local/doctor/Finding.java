package io.dynamicaccounts.local.doctor;

import java.util.Locale;

/**
 * The result of one check.
 *
 * @param check the subject of the check, in one word
 * @param text what was found, and what to do about it; never a secret
 */
public record Finding(Level level, String check, String text) {

    /** The severity of a finding. */
    public enum Level {
        OK,
        /** An operator should know; the installation works as it should. */
        WARNING,
        /** The installation does not work as it should, or will not once it is served. */
        FAILED
    }

    static Finding ok(String check, String text) {
        return new Finding(Level.OK, check, text);
    }

    static Finding warning(String check, String text, String advice) {
        return new Finding(Level.WARNING, check, text + ": " + advice);
    }

    static Finding failed(String check, String text, String advice) {
        return new Finding(Level.FAILED, check, text + ": " + advice);
    }

    static Finding failed(String check, Exception why) {
        return new Finding(Level.FAILED, check, String.valueOf(why.getMessage()));
    }

    /** Returns the finding in its printed form. */
    public String line() {
        return String.format("%-8s %-14s %s", level.name().toLowerCase(Locale.ROOT), check, text);
    }
}
