package io.dynamicaccounts.sources;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Walks the values of a {@link YamlReader} and finds the first problem: an unusable value inside, or more bytes than
 * a definition may have once aliases are written out. A walk ends when a bound is reached, so that nested aliases do
 * not prolong it. One for each file.
 */
final class Bounds {

    /**
     * The greatest size of a definition, counted in bytes of its JSON, as in all other places that bound definitions.
     */
    static final int MAX_SIZE = 256 * 1024;

    /** The greatest size of all entries of a file together: twice the size of the largest file without aliases. */
    private static final long MAX_TOTAL = 128L * 1024 * 1024;

    private long total = MAX_TOTAL;
    private int line;
    private int left;

    /** Returns the problem of an entry that starts on a line; null when there is none. */
    @Nullable
    UnusableValue check(int line, @Nullable Object entry) {
        this.line = line;
        if (total <= 0) {
            return new UnusableValue(line, "comes after more than the file may hold once its aliases are written out");
        }
        left = MAX_SIZE;
        UnusableValue broken = walk(entry, 0);
        total -= MAX_SIZE - left;
        return broken;
    }

    private @Nullable UnusableValue walk(@Nullable Object value, int depth) {
        if (depth > YamlReader.MAX_DEPTH) {
            return new UnusableValue(line, "nests deeper than " + YamlReader.MAX_DEPTH + " levels");
        }
        // Quotes and a comma, or brackets and a comma.
        left -= 3;
        switch (value) {
            case UnusableValue broken -> {
                return broken;
            }
            case String text -> left -= bytes(text);
            case List<?> list -> {
                for (Object element : list) {
                    UnusableValue inside = walk(element, depth + 1);
                    if (inside != null) {
                        return inside;
                    }
                }
            }
            case Map<?, ?> map -> {
                for (Map.Entry<?, ?> entry : map.entrySet()) {
                    left -= bytes((String) entry.getKey()) + 3;
                    UnusableValue inside = walk(entry.getValue(), depth + 1);
                    if (inside != null) {
                        return inside;
                    }
                }
            }
            case null, default -> left -= String.valueOf(value).length();
        }
        return left < 0
                ? new UnusableValue(line, "is larger than the " + MAX_SIZE / 1024 + " KiB of a definition")
                : null;
    }

    /**
     * Returns the size of a text in UTF-8, as JSON escapes it. Half a surrogate pair counts two bytes, so that both
     * halves count four.
     */
    private static int bytes(String text) {
        int bytes = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\' || c == '\n' || c == '\r' || c == '\t') {
                bytes += 2;
            } else if (c < ' ') {
                bytes += 6;
            } else if (c < 0x80) {
                bytes += 1;
            } else {
                bytes += c < 0x800 || Character.isSurrogate(c) ? 2 : 3;
            }
        }
        return bytes;
    }
}
