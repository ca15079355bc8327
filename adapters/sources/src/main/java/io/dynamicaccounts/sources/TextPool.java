package io.dynamicaccounts.sources;

import java.util.HashMap;
import java.util.Map;

/** Keeps one copy of what thousands of accounts say alike, as long as a file is read. */
final class TextPool {

    private static final int MAX_TEXTS = 20_000;

    /** Longer texts are rarely the same twice. */
    private static final int MAX_LENGTH = 32;

    private final Map<String, String> texts = new HashMap<>();

    /** An equal text: the first such that was seen, as a rule. */
    String one(String text) {
        if (text.length() > MAX_LENGTH) {
            return text;
        }
        String known = texts.get(text);
        if (known == null && texts.size() < MAX_TEXTS) {
            texts.put(text, text);
        }
        return known == null ? text : known;
    }
}
