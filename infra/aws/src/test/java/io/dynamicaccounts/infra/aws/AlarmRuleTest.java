package io.dynamicaccounts.infra.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The other tests judge alarms as CloudWatch does. */
class AlarmRuleTest {

    /** The examples of "Configuring how CloudWatch alarms treat missing data": X is bad, - is missing, newest last. */
    @ParameterizedTest
    @CsvSource({
        // of three, all three
        "0 - X - X, 3, false, false",
        "0 - - - -, 3, false, false",
        "- - - - -, 3, true, false",
        "0 X X - X, 3, true, true",
        "- - X - -, 3, true, false",
        // of three, two
        "0 - X - X, 2, true, true",
        "0 0 X 0 X, 2, true, true",
        "0 - X - -, 2, true, false",
        "- - - - 0, 2, true, false",
        "- - - X -, 2, true, false",
        // older than what is read
        "0 - - - - -, 3, true, false",
        "X X - - - - -, 2, true, false",
    })
    void missing_datapoints_count_as_in_the_documents_of_cloudwatch(
            String datapoints, int toAlarm, boolean whereMissingIsBad, boolean whereMissingIsGood) {
        assertThat(rule(toAlarm, true).rings(newestFirst(datapoints))).isEqualTo(whereMissingIsBad);
        assertThat(rule(toAlarm, false).rings(newestFirst(datapoints))).isEqualTo(whereMissingIsGood);
    }

    private static AlarmRule rule(int toAlarm, boolean missingIsBad) {
        return new AlarmRule(
                "any",
                (metrics, begin) -> OptionalDouble.empty(),
                Duration.ofMinutes(1),
                3,
                toAlarm,
                value -> value > 0,
                missingIsBad);
    }

    private static List<OptionalDouble> newestFirst(String datapoints) {
        return Stream.of(datapoints.split(" "))
                .map(datapoint -> switch (datapoint) {
                    case "X" -> OptionalDouble.of(1);
                    case "0" -> OptionalDouble.of(0);
                    default -> OptionalDouble.empty();
                })
                .toList()
                .reversed();
    }

    @ParameterizedTest
    @CsvSource({
        "a + b * 2, 7",
        "(a + b) * 2, 8",
        "b - a - a, 1",
        "'FILL(a, 9) + FILL(missing, 5)', 6",
        "'IF((a > 2) OR (b > 2), 10, 20)', 10",
        "'IF((a > 2) OR (b / 3 > 1), 10, 20)', 20",
        "'IF(b < a, 1, 0)', 0",
        "a + missing,",
        "'IF(missing > 1, 1, 0)',",
    })
    void expressions_are_computed(String expression, Double value) {
        assertThat(of(expression)).isEqualTo(value == null ? OptionalDouble.empty() : OptionalDouble.of(value));
    }

    @Test
    void an_expression_that_is_not_understood_is_no_expression() {
        assertThatThrownBy(() -> of("a ? b")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> of("RATE(a)")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> of("a b")).isInstanceOf(IllegalArgumentException.class);
    }

    private static OptionalDouble of(String expression) {
        var values = Map.of("a", 1.0, "b", 3.0);
        return MetricMath.of(
                expression, id -> values.containsKey(id) ? OptionalDouble.of(values.get(id)) : OptionalDouble.empty());
    }
}
