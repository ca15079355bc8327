package io.dynamicaccounts.functions.definition;

/** The name of a field as messages show it: on one line, and shortened, since callers choose it. */
final class FieldName {

    private static final int LONGEST = 200;

    private FieldName() {}

    static String shown(String text) {
        String line = text.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "…";
    }
}
