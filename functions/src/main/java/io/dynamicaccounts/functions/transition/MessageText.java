package io.dynamicaccounts.functions.transition;

/** Texts that humans read of an account, and agents write. */
public final class MessageText {

    /** The most that is kept of why something failed, in characters; every agent or zone may have a reason of its own. */
    public static final int MAX_MESSAGE = 1_000;

    private MessageText() {}

    /** The text, or its beginning with an ellipsis where it is longer than this. */
    public static String truncated(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        // Not between the two halves of one character, which no store could write.
        int end = Character.isHighSurrogate(text.charAt(most - 2)) ? most - 2 : most - 1;
        return text.substring(0, end) + "…";
    }
}
