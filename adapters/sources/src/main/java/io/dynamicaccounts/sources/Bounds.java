package io.dynamicaccounts.sources;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Walks what {@link YamlReader} read and finds the first thing that makes it unusable: something broken inside, or more than a definition
 * may hold once aliases are written out. A walk ends where a bound is reached, so no alias bomb prolongs it. One per file.
 */
final class Bounds {

    /** The size a definition may have, counted in bytes of its JSON, which is what it is bounded for everywhere. */
    static final int MAX_SIZE = 256 * 1024;

    /** What all entries of a file may come to: twice what the largest file without aliases has. */
    private static final long MAX_TOTAL = 128L * 1024 * 1024;

    private long total = MAX_TOTAL;
    private int line;
    private int left;

    /** What is wrong with an entry that starts on a line; null when nothing is. */
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

    /** Of a text in UTF-8, as JSON escapes it. Half a pair is two bytes, so that both are four. */
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
