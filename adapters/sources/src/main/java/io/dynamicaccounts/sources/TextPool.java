package io.dynamicaccounts.sources;

import java.util.HashMap;
import java.util.Map;

/** Keeps one copy of equal texts of thousands of accounts while a file is read. */
final class TextPool {

    private static final int MAX_TEXTS = 20_000;

    /** Longer texts are rarely the same twice. */
    private static final int MAX_LENGTH = 32;

    private final Map<String, String> texts = new HashMap<>();

    /** Returns an equal text, usually the first equal text of the file. */
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
