package io.dynamicaccounts.infra.aws;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.function.DoubleBinaryOperator;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * CloudWatch's metric math, as much of it as the template uses: numbers, metrics by their ids, {@code + - * / > < OR},
 * {@code FILL(metric, number)} and {@code IF(condition, then, otherwise)}. What is computed of a missing value is
 * missing. An expression holds for one period at a time.
 */
final class MetricMath {

    private static final Pattern TOKEN = Pattern.compile("\\s*([A-Za-z_]\\w*|\\d+(?:\\.\\d+)?|[-+*/><(),])");

    private final List<String> tokens = new ArrayList<>();
    private final Function<String, OptionalDouble> metrics;
    private int next;

    private MetricMath(String expression, Function<String, OptionalDouble> metrics) {
        Matcher token = TOKEN.matcher(expression);
        int end = 0;
        while (token.find() && token.start() == end) {
            tokens.add(token.group(1));
            end = token.end();
        }
        if (end != expression.length()) {
            throw new IllegalArgumentException("not understood: " + expression.substring(end));
        }
        this.metrics = metrics;
    }

    /**
     * Computes an expression.
     *
     * @param metrics the value of a metric in the period; empty where it has none
     */
    static OptionalDouble of(String expression, Function<String, OptionalDouble> metrics) {
        var math = new MetricMath(expression, metrics);
        OptionalDouble value = math.either();
        if (math.next != math.tokens.size()) {
            throw new IllegalArgumentException("not understood: " + math.tokens.get(math.next));
        }
        return value;
    }

    private OptionalDouble either() {
        OptionalDouble value = comparison();
        while (taken("OR")) {
            value = both(value, comparison(), (a, b) -> a != 0 || b != 0 ? 1 : 0);
        }
        return value;
    }

    private OptionalDouble comparison() {
        OptionalDouble value = sum();
        if (taken(">")) {
            return both(value, sum(), (a, b) -> a > b ? 1 : 0);
        }
        return taken("<") ? both(value, sum(), (a, b) -> a < b ? 1 : 0) : value;
    }

    private OptionalDouble sum() {
        OptionalDouble value = product();
        while (true) {
            if (taken("+")) {
                value = both(value, product(), Double::sum);
            } else if (taken("-")) {
                value = both(value, product(), (a, b) -> a - b);
            } else {
                return value;
            }
        }
    }

    private OptionalDouble product() {
        OptionalDouble value = factor();
        while (true) {
            if (taken("*")) {
                value = both(value, factor(), (a, b) -> a * b);
            } else if (taken("/")) {
                value = both(value, factor(), (a, b) -> a / b);
            } else {
                return value;
            }
        }
    }

    private OptionalDouble factor() {
        String token = tokens.get(next++);
        if (token.equals("(")) {
            OptionalDouble value = either();
            expect(")");
            return value;
        }
        if (Character.isDigit(token.charAt(0))) {
            return OptionalDouble.of(Double.parseDouble(token));
        }
        return next < tokens.size() && tokens.get(next).equals("(") ? call(token) : metrics.apply(token);
    }

    private OptionalDouble call(String function) {
        expect("(");
        var arguments = new ArrayList<OptionalDouble>();
        do {
            arguments.add(either());
        } while (taken(","));
        expect(")");
        return switch (function.toUpperCase(Locale.ROOT)) {
            case "FILL" -> arguments.getFirst().isPresent() ? arguments.getFirst() : arguments.get(1);
            case "IF" ->
                arguments.getFirst().isEmpty()
                        ? OptionalDouble.empty()
                        : arguments.get(arguments.getFirst().getAsDouble() != 0 ? 1 : 2);
            default -> throw new IllegalArgumentException("no function that is known here: " + function);
        };
    }

    private boolean taken(String token) {
        boolean here = next < tokens.size() && tokens.get(next).equals(token);
        next += here ? 1 : 0;
        return here;
    }

    private void expect(String token) {
        if (!taken(token)) {
            throw new IllegalArgumentException("expected " + token + " as token " + next + " of " + tokens);
        }
    }

    private static OptionalDouble both(OptionalDouble one, OptionalDouble other, DoubleBinaryOperator operator) {
        return one.isEmpty() || other.isEmpty()
                ? OptionalDouble.empty()
                : OptionalDouble.of(operator.applyAsDouble(one.getAsDouble(), other.getAsDouble()));
    }
}
