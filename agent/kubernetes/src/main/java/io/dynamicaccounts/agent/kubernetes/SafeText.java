package io.dynamicaccounts.agent.kubernetes;

/** Shortens text from elsewhere that becomes a part of a reason. */
final class SafeText {

    private static final int LONGEST = 300;

    private SafeText() {}

    /** Returns the text on one line, printable, and not too long. */
    static String brief(String text) {
        String line = text.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "…";
    }
}
