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

/** Writes plain Java as compact JSON in UTF-8: what {@link JsonText} reads, the other way round. */
public final class JsonBytes {

    private static final JsonFactory FACTORY = new JsonFactory();

    private JsonBytes() {}

    public static byte[] of(@Nullable Object value) {
        var bytes = new ByteArrayOutputStream();
        try (JsonGenerator generator = FACTORY.createGenerator(ObjectWriteContext.empty(), bytes)) {
            write(value, generator);
        }
        return bytes.toByteArray();
    }

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
            // Sources other than this adapter may have read a definition's numbers into these, and JSON knows no
            // infinity.
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
     * Half of a surrogate pair, as cutting a text short can leave it, cannot be written in UTF-8: one such text would keep all
     * that is listed with it from being shown.
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
