package io.dynamicaccounts.http.json;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.TokenStreamLocation;

/** Builds the plain Java value that begins at the current token of a parser. The parser bounds the depth. */
final class JsonTree {

    private JsonTree() {}

    /**
     * The JSON is well-formed and ambiguous all the same; unchecked, because the exception ends one recursion inside
     * this package.
     */
    static final class NotStrict extends RuntimeException {
        private final transient TokenStreamLocation location;

        NotStrict(TokenStreamLocation location, String detail) {
            super(detail);
            this.location = location;
        }

        TokenStreamLocation location() {
            return location;
        }

        String detail() {
            return String.valueOf(getMessage());
        }
    }

    /** Returns the value. */
    static @Nullable Object read(JsonParser parser) {
        return switch (parser.currentToken()) {
            case START_OBJECT -> object(parser);
            case START_ARRAY -> array(parser);
            case VALUE_STRING -> text(parser, parser.getString());
            case VALUE_NUMBER_INT -> isShort(parser) ? parser.getNumberValue() : new UnreadNumber();
            case VALUE_NUMBER_FLOAT -> isShort(parser) ? decimal(parser) : new UnreadNumber();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> null;
            case null, default -> throw new NotStrict(parser.currentTokenLocation(), "a JSON value is expected");
        };
    }

    private static boolean isShort(JsonParser parser) {
        return parser.getStringLength() <= UnreadNumber.LONGEST;
    }

    /** Reads a number of which the parser has checked all but the exponent. */
    private static Object decimal(JsonParser parser) {
        try {
            return parser.getDecimalValue();
        } catch (JacksonException | ArithmeticException | NumberFormatException e) {
            return new UnreadNumber();
        }
    }

    private static Map<String, @Nullable Object> object(JsonParser parser) {
        var members = new LinkedHashMap<String, @Nullable Object>();
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = text(parser, parser.currentName());
            if (members.containsKey(name)) {
                throw new NotStrict(parser.currentTokenLocation(), "an object has a member of this name already");
            }
            parser.nextToken();
            members.put(name, read(parser));
        }
        return members;
    }

    private static List<@Nullable Object> array(JsonParser parser) {
        var items = new ArrayList<@Nullable Object>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            items.add(read(parser));
        }
        return items;
    }

    /**
     * Returns the text, unless it has half of a surrogate pair, which is legal in JSON's grammar and has no encoding
     * in UTF-8: the half could be read and never written.
     */
    private static String text(JsonParser parser, String text) {
        for (int i = 0; i < text.length(); i++) {
            if (!Character.isSurrogate(text.charAt(i))) {
                continue;
            }
            if (i + 1 < text.length() && Character.isSurrogatePair(text.charAt(i), text.charAt(i + 1))) {
                i++;
            } else {
                throw new NotStrict(
                        parser.currentTokenLocation(), "a string has half of a surrogate pair, which is no character");
            }
        }
        return text;
    }
}
