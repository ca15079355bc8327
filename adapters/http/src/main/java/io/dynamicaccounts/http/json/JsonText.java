package io.dynamicaccounts.http.json;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads JSON text strictly: UTF-8, one value, no member twice, nested to a bound.
 *
 * <p>Values are plain Java: {@link Map} in the order written, {@link java.util.List}, {@link String}, {@link
 * Boolean}, null, and numbers kept exact: {@link Integer}, {@link Long}, {@link java.math.BigInteger}, {@link
 * java.math.BigDecimal}; a number that is too long becomes a value that no shape accepts.
 */
public final class JsonText {

    /** Deeper than any definition of an account, and shallow enough for recursion over a value. */
    static final int DEEPEST = 64;

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(DEEPEST)
                    // JsonTree decides whether a number is too long, and the shapes say where it is.
                    .maxNumberLength(Integer.MAX_VALUE)
                    .build())
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .build();

    private JsonText() {}

    /** The result of reading. */
    public sealed interface Result {

        record Value(@Nullable Object value) implements Result {}

        /** The text is not JSON, or not strict enough; the detail quotes nothing of the text. */
        record Broken(int line, int column, String detail) implements Result {}
    }

    /** Reads a JSON text. */
    public static Result read(byte[] bytes) {
        CharBuffer text = CharBuffer.allocate(bytes.length);
        ByteBuffer source = ByteBuffer.wrap(bytes);
        var decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        boolean legal = !decoder.decode(source, text, true).isError();
        text.flip();
        if (!legal) {
            return brokenAfter(text);
        }
        // Some editors begin a file with a byte order mark; RFC 8259 lets a reader skip it.
        if (!text.isEmpty() && text.charAt(0) == '\uFEFF') {
            text.get();
        }
        return read(text.toString());
    }

    private static Result read(String text) {
        try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), text)) {
            if (parser.nextToken() == null) {
                return new Result.Broken(1, 1, "the body is empty");
            }
            Object value = JsonTree.read(parser);
            JsonToken more = parser.nextToken();
            return more == null
                    ? new Result.Value(value)
                    : broken(parser.currentTokenLocation(), "one JSON value is expected, and more follows");
        } catch (JsonTree.NotStrict e) {
            return broken(e.location(), e.detail());
        } catch (JacksonException e) {
            // The message of the exception quotes the text, which may be a secret: only the place is reported.
            return broken(e.getLocation(), "this is not JSON, or is nested deeper than " + DEEPEST + " levels");
        }
    }

    private static Result.Broken broken(@Nullable TokenStreamLocation location, String detail) {
        return location == null
                ? new Result.Broken(1, 1, detail)
                : new Result.Broken(Math.max(1, location.getLineNr()), Math.max(1, location.getColumnNr()), detail);
    }

    private static Result.Broken brokenAfter(CharSequence legal) {
        int line = 1;
        int column = 1;
        for (int i = 0; i < legal.length(); i++) {
            column++;
            if (legal.charAt(i) == '\n') {
                line++;
                column = 1;
            }
        }
        return new Result.Broken(line, column, "these bytes are not UTF-8");
    }
}
