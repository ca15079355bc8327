package io.dynamicaccounts.agent.kubernetes;

/** Other people's words on their way into a reason. */
final class SafeText {

    private static final int LONGEST = 300;

    private SafeText() {}

    /** On one line, printable, and not too long. */
    static String brief(String text) {
        String line = text.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "…";
    }
}
