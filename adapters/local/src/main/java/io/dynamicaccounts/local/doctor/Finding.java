package io.dynamicaccounts.local.doctor;

import java.util.Locale;

/**
 * What one check found.
 *
 * @param check what was looked at, in one word
 * @param text what was found, and what to do about it; no secret
 */
public record Finding(Level level, String check, String text) {

    /** How bad it is. */
    public enum Level {
        OK,
        /** Somebody should know; the installation does what it should. */
        WARNING,
        /** The installation does not do what it should, or will not when it is served. */
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

    /** As it is printed. */
    public String line() {
        return String.format("%-8s %-14s %s", level.name().toLowerCase(Locale.ROOT), check, text);
    }
}
