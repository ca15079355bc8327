package io.dynamicaccounts.http.json;

import io.dynamicaccounts.functions.account.Coded;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The simple shapes. Lists are {@link ListShape}s, objects {@link ObjectShape}s. */
public final class Shapes {

    private static final BigDecimal NANOSECOND = BigDecimal.valueOf(1, 9);

    private Shapes() {}

    /** The shape of values that pass a test; the schema and the text of the flaw describe the same test. */
    private record Tested<J, T>(
            Class<J> type, Predicate<J> test, String rule, Function<J, T> function, Map<String, Object> schema)
            implements Shape<T> {

        @Override
        public Optional<T> read(@Nullable Object value, Pointer at, Flaws flaws) {
            if (!type.isInstance(value) || !test.test(type.cast(value))) {
                flaws.add(at, rule);
                return Optional.empty();
            }
            return Optional.of(function.apply(type.cast(value)));
        }
    }

    /** Returns the shape of a string of 1 to {@code longest} UTF-16 units that is not blank. */
    public static Shape<String> text(int longest) {
        return new Tested<>(
                String.class,
                text -> !text.isBlank() && text.length() <= longest,
                "must be a string of 1 to " + longest + " characters that is not blank",
                text -> text,
                // \S finds what is not white space, as String.isBlank understands it closely enough for any real
                // text.
                Schema.of("type", "string", "maxLength", longest, "pattern", "\\S"));
    }

    /** Returns the shape of any string of at most {@code longest} UTF-16 units, also an empty one. */
    public static Shape<String> anyText(int longest) {
        return new Tested<>(
                String.class,
                text -> text.length() <= longest,
                "must be a string of at most " + longest + " characters",
                text -> text,
                Schema.of("type", "string", "maxLength", longest));
    }

    /**
     * Returns the shape of a string that a constructor accepts or refuses with an {@link IllegalArgumentException},
     * whose message says what is right and becomes the text of the flaw.
     *
     * @param schema the schema of what the constructor accepts
     */
    public static <T> Shape<T> parsed(Function<String, T> constructor, Map<String, Object> schema) {
        return new Shape<>() {
            @Override
            public Optional<T> read(@Nullable Object value, Pointer at, Flaws flaws) {
                if (!(value instanceof String text)) {
                    flaws.add(at, "must be a string");
                    return Optional.empty();
                }
                try {
                    return Optional.of(constructor.apply(text));
                } catch (IllegalArgumentException e) {
                    flaws.add(at, String.valueOf(e.getMessage()));
                    return Optional.empty();
                }
            }

            @Override
            public Map<String, Object> schema() {
                return schema;
            }
        };
    }

    /** Returns the shape of true and false. */
    public static Shape<Boolean> flag() {
        return new Tested<>(
                Boolean.class, flag -> true, "must be true or false", flag -> flag, Schema.of("type", "boolean"));
    }

    /** Returns the shape of a whole number, written without a point or an exponent. */
    public static Shape<Long> whole(long least, long most) {
        return new Tested<>(
                Number.class,
                number -> isWhole(number) && number.longValue() >= least && number.longValue() <= most,
                "must be a whole number from " + least + " to " + most,
                Number::longValue,
                Schema.of("type", "integer", "minimum", least, "maximum", most));
    }

    private static boolean isWhole(Number number) {
        return number instanceof Integer
                || number instanceof Long
                || (number instanceof BigInteger big && big.bitLength() < Long.SIZE);
    }

    /** Returns the shape of a number of seconds, whole or not, rounded up to nanoseconds. */
    public static Shape<Duration> seconds(long least, long most) {
        return new Tested<>(
                Number.class,
                number -> decimal(number).compareTo(BigDecimal.valueOf(least)) >= 0
                        && decimal(number).compareTo(BigDecimal.valueOf(most)) <= 0,
                "must be a number from " + least + " to " + most,
                number -> nanoseconds(decimal(number)),
                Schema.of("type", "number", "minimum", least, "maximum", most));
    }

    private static BigDecimal decimal(Number number) {
        return switch (number) {
            case BigDecimal decimal -> decimal;
            case BigInteger big -> new BigDecimal(big);
            default -> BigDecimal.valueOf(number.longValue());
        };
    }

    private static Duration nanoseconds(BigDecimal seconds) {
        // Rounding 1e-999999999 to nine places would write out all of its places first.
        boolean tiny = seconds.signum() > 0 && seconds.compareTo(NANOSECOND) < 0;
        BigDecimal nanos = (tiny ? NANOSECOND : seconds.setScale(9, RoundingMode.CEILING)).movePointRight(9);
        return Duration.ofNanos(nanos.longValueExact());
    }

    /** Returns the shape of a string that is the code of one of an enum's constants. */
    public static <E extends Enum<E> & Coded> Shape<E> choice(Class<E> type) {
        var words = new LinkedHashMap<String, E>();
        Arrays.stream(type.getEnumConstants()).forEach(constant -> words.put(constant.code(), constant));
        return word(words);
    }

    /** Returns the shape of a string that is one of these words. */
    public static <T> Shape<T> word(Map<String, T> words) {
        return new Tested<>(
                String.class,
                words::containsKey,
                "must be one of " + String.join(", ", words.keySet()),
                word -> Objects.requireNonNull(words.get(word)),
                Schema.of("type", "string", "enum", List.copyOf(words.keySet())));
    }

    /** Returns the shape of any JSON object, kept as it is, without numbers that are too long to be read. */
    public static Shape<Map<String, Object>> anyObject() {
        return new Shape<>() {
            @Override
            public Optional<Map<String, Object>> read(@Nullable Object value, Pointer at, Flaws flaws) {
                if (!(value instanceof Map<?, ?> map)) {
                    flaws.add(at, "must be an object");
                    return Optional.empty();
                }
                int before = flaws.count();
                UnreadNumber.note(map, at, flaws);
                return flaws.count() == before ? Optional.of(asObject(map)) : Optional.empty();
            }

            @Override
            public Map<String, Object> schema() {
                return Schema.of("type", "object");
            }
        };
    }

    /** Returns the same map under its type: {@link JsonText} makes only maps with string keys. */
    @SuppressWarnings("unchecked") // see above
    static Map<String, Object> asObject(Map<?, ?> map) {
        return (Map<String, Object>) map;
    }
}
