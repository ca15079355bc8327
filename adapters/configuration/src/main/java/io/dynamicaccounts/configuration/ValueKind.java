package io.dynamicaccounts.configuration;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.dynamicaccounts.functions.definition.AllowedReferences;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The kind of value that a key takes. Reading any other value throws an exception whose message states the permitted
 * values.
 */
sealed interface ValueKind {

    ValueKind TRUTH = new Truth();
    ValueKind FILE = new FileName();
    ValueKind SECRET = new SecretName();
    ValueKind PATTERNS = new Patterns();
    ValueKind REFERENCES = new References();

    /**
     * Reads the value of this text.
     *
     * @throws IllegalArgumentException "must be …"
     */
    Object read(String text);

    /** Returns the permitted values for people. */
    String words();

    /** A whole number within bounds, both included. */
    record Whole(long least, long most) implements ValueKind {
        @Override
        public Long read(String text) {
            try {
                long number = Long.parseLong(text);
                if (number >= least && number <= most) {
                    return number;
                }
            } catch (NumberFormatException e) {
                // The message is the same as for a number out of range.
            }
            throw new IllegalArgumentException("must be a whole number between " + least + " and " + most);
        }

        @Override
        public String words() {
            return least + " to " + most;
        }
    }

    /** Exactly {@code true} or {@code false}: a misspelt "ture" must not read as false. */
    record Truth() implements ValueKind {
        @Override
        public Boolean read(String text) {
            return switch (text) {
                case "true" -> true;
                case "false" -> false;
                default -> throw new IllegalArgumentException("must be true or false");
            };
        }

        @Override
        public String words() {
            return "true or false";
        }
    }

    /** One of several words. */
    record Choice(List<String> choices) implements ValueKind {
        @Override
        public String read(String text) {
            if (choices.contains(text)) {
                return text;
            }
            throw new IllegalArgumentException("must be " + words());
        }

        @Override
        public String words() {
            return String.join(" or ", choices);
        }
    }

    /** The name of a file. */
    record FileName() implements ValueKind {
        @Override
        public String read(String text) {
            return text;
        }

        @Override
        public String words() {
            return "a file";
        }
    }

    /** The name of a secret in a cloud's store of secrets. */
    record SecretName() implements ValueKind {
        @Override
        public String read(String text) {
            return text;
        }

        @Override
        public String words() {
            return "the name of a secret, for a function in a cloud";
        }
    }

    /**
     * Any text, which is checked where it is used.
     *
     * @param words the meaning of the text
     */
    record Text(String words) implements ValueKind {
        @Override
        public String read(String text) {
            return text;
        }
    }

    /**
     * Names, separated by commas.
     *
     * @param words the meaning of the names
     */
    record Names(String words) implements ValueKind {
        @Override
        public List<String> read(String text) {
            return Arrays.stream(text.split(",", -1))
                    .map(String::strip)
                    .filter(name -> !name.isEmpty())
                    .toList();
        }
    }

    /** The references to secrets that are resolved, by zone. */
    record References() implements ValueKind {
        @Override
        public AllowedReferences read(String text) {
            return AllowedReferences.read(text);
        }

        @Override
        public String words() {
            return "ZONE=ENGINE!…, separated by commas";
        }
    }

    /** RE2 patterns, separated by commas; a comma within brackets or braces belongs to its pattern. */
    record Patterns() implements ValueKind {
        @Override
        public List<Pattern> read(String text) {
            return split(text).stream().map(Patterns::compiled).toList();
        }

        @Override
        public String words() {
            return "RE2 patterns";
        }

        private static Pattern compiled(String pattern) {
            try {
                return Pattern.compile(pattern);
            } catch (PatternSyntaxException e) {
                throw new IllegalArgumentException("must be RE2 patterns separated by commas; '" + pattern
                        + "' is none (" + e.getDescription() + ")");
            }
        }

        private static List<String> split(String text) {
            var parts = new ArrayList<String>();
            var part = new StringBuilder();
            int depth = 0;
            for (int i = 0; i < text.length(); i++) {
                char character = text.charAt(i);
                if (character == '\\' && i + 1 < text.length()) {
                    part.append(character).append(text.charAt(++i));
                    continue;
                }
                depth += "([{".indexOf(character) >= 0 ? 1 : ")]}".indexOf(character) >= 0 ? -1 : 0;
                if (character == ',' && depth <= 0) {
                    parts.add(part.toString());
                    part.setLength(0);
                } else {
                    part.append(character);
                }
            }
            parts.add(part.toString());
            return parts.stream()
                    .map(String::strip)
                    .filter(each -> !each.isEmpty())
                    .toList();
        }
    }
}
