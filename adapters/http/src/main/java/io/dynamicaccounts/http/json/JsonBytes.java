package io.dynamicaccounts.http.json;

import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** Writes plain Java values as compact JSON in UTF-8: the counterpart of {@link JsonText}. */
public final class JsonBytes {

    private static final JsonFactory FACTORY = new JsonFactory();

    private JsonBytes() {}

    /** Returns a value as the bytes of a JSON text. */
    public static byte[] of(@Nullable Object value) {
        var bytes = new ByteArrayOutputStream();
        try (JsonGenerator generator = FACTORY.createGenerator(ObjectWriteContext.empty(), bytes)) {
            write(value, generator);
        }
        return bytes.toByteArray();
    }

    /** Returns a value as JSON text. */
    public static String text(@Nullable Object value) {
        return new String(of(value), StandardCharsets.UTF_8);
    }

    private static void write(@Nullable Object value, JsonGenerator generator) {
        switch (value) {
            case null -> generator.writeNull();
            case String text -> generator.writeString(wellFormed(text));
            case Boolean flag -> generator.writeBoolean(flag);
            case Integer number -> generator.writeNumber(number);
            case Long number -> generator.writeNumber(number);
            case BigInteger number -> generator.writeNumber(number);
            case BigDecimal number -> generator.writeNumber(number);
            // Sources other than this adapter may have read the numbers of a definition as these types, and JSON has
            // no infinity.
            case Double number when !Double.isFinite(number) -> generator.writeString(number.toString());
            case Float number when !Float.isFinite(number) -> generator.writeString(number.toString());
            case Number number -> generator.writeNumber(new BigDecimal(number.toString()));
            case Map<?, ?> object -> {
                generator.writeStartObject();
                object.forEach((name, member) -> {
                    generator.writeName(wellFormed((String) name));
                    write(member, generator);
                });
                generator.writeEndObject();
            }
            case List<?> array -> {
                generator.writeStartArray();
                array.forEach(item -> write(item, generator));
                generator.writeEndArray();
            }
            default -> throw new IllegalArgumentException("no JSON value: " + value.getClass());
        }
    }

    /**
     * Replaces halves of surrogate pairs, which cutting a text short can leave and UTF-8 cannot encode: one such text
     * would make every answer fail that holds it.
     */
    private static String wellFormed(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                return new String(text.getBytes(StandardCharsets.UTF_16BE), StandardCharsets.UTF_16BE);
            }
        }
        return text;
    }
}
