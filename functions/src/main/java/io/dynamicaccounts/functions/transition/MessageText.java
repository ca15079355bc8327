package io.dynamicaccounts.functions.transition;

/** Shortens the messages of accounts, which agents write and humans read. */
public final class MessageText {

    /**
     * The most characters that are kept of the reason of a failure. A reason has no bound of its own, since every
     * agent or zone may add to it.
     */
    public static final int MAX_MESSAGE = 1_000;

    private MessageText() {}

    /** Returns the text, or its beginning with an ellipsis where the text is longer than this many characters. */
    public static String truncated(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        // Not between the two halves of one character, which no store could write.
        int end = Character.isHighSurrogate(text.charAt(most - 2)) ? most - 2 : most - 1;
        return text.substring(0, end) + "…";
    }
}
