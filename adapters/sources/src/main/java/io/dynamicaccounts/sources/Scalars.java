package io.dynamicaccounts.sources;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.resolver.Resolver;

/**
 * Reads the values of scalars as Clouddriver does: in YAML 1.1 by SnakeYAML's own patterns, without dates, which
 * Spring keeps as text.
 *
 * <p>Numbers that JSON does not have are text too: infinity, NaN, and numbers to the base of 60, because an author of
 * {@code 10:30} does not mean a number. A number with a fraction is a {@link BigDecimal}, so that {@code 1.10} keeps
 * its last digit.
 */
final class Scalars {

    /** A longer number is expensive and hardly meant as a number. Jackson has the same limit. */
    private static final int MAX_NUMBER_LENGTH = 1_000;

    /** Beyond the range of a double a reader of the JSON may spend any amount of memory on the zeros. */
    private static final int MAX_SCALE = 400;

    /** The two ways to read a scalar. */
    enum Reading {
        /** The scalar has the type that YAML gives it. */
        RESOLVED,
        /** The scalar is text in any form: for an option that takes text. */
        AS_WRITTEN
    }

    private Scalars() {}

    static @Nullable Object value(ScalarEvent scalar, Reading reading) {
        String text = scalar.getValue();
        String tag = scalar.getTag();
        if (tag == null || tag.equals("!")) {
            return scalar.getImplicit().canOmitTagInPlainScalar() ? plain(text, reading) : text;
        }
        if (tag.equals(Tag.STR.getValue()) || tag.equals(Tag.TIMESTAMP.getValue())) {
            return text;
        }
        if (tag.equals(Tag.INT.getValue())
                || tag.equals(Tag.FLOAT.getValue())
                || tag.equals(Tag.BOOL.getValue())
                || tag.equals(Tag.NULL.getValue())) {
            return plain(text, reading);
        }
        return new UnusableValue(
                LineNumbers.of(scalar), "a YAML tag that an account option cannot have: write plain text");
    }

    private static @Nullable Object plain(String text, Reading reading) {
        if (text.isEmpty()) {
            return null;
        }
        char first = text.charAt(0);
        if ((first >= '0' && first <= '9') || first == '-' || first == '+' || first == '.') {
            return reading == Reading.RESOLVED && text.length() <= MAX_NUMBER_LENGTH ? number(text) : text;
        }
        if (text.length() <= 5) {
            if (Resolver.NULL.matcher(text).matches()) {
                return null;
            }
            if (reading == Reading.RESOLVED && Resolver.BOOL.matcher(text).matches()) {
                return switch (text.toLowerCase(Locale.ROOT)) {
                    case "yes", "true", "on" -> true;
                    default -> false;
                };
            }
        }
        return text;
    }

    private static Object number(String text) {
        if (text.indexOf(':') >= 0) {
            return text;
        }
        try {
            if (Resolver.INT.matcher(text).matches()) {
                return narrow(integer(text.replace("_", "")));
            }
            if (Resolver.FLOAT.matcher(text).matches()) {
                var number = new BigDecimal(text.replace("_", ""));
                return Math.abs((long) number.scale()) <= MAX_SCALE + (long) number.precision() ? number : text;
            }
            return text;
        } catch (NumberFormatException e) {
            // .inf, .nan, and the few other texts that the patterns match.
            return text;
        }
    }

    private static BigInteger integer(String text) {
        boolean negative = text.startsWith("-");
        String digits = negative || text.startsWith("+") ? text.substring(1) : text;
        BigInteger value;
        if (digits.startsWith("0b")) {
            value = new BigInteger(digits.substring(2), 2);
        } else if (digits.startsWith("0x")) {
            value = new BigInteger(digits.substring(2), 16);
        } else {
            value = new BigInteger(digits, digits.length() > 1 && digits.startsWith("0") ? 8 : 10);
        }
        return negative ? value.negate() : value;
    }

    /** Returns the smallest of int, long and big integer that has the value, as a JSON parser would. */
    private static Number narrow(BigInteger value) {
        if (value.bitLength() < Integer.SIZE) {
            return value.intValue();
        }
        return value.bitLength() < Long.SIZE ? (Number) value.longValue() : value;
    }
}
