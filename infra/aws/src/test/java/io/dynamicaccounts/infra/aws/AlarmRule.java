package io.dynamicaccounts.infra.aws;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.DoublePredicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * When an alarm of the template rings, by AWS's documents "Alarm evaluation" and "Configuring how CloudWatch alarms
 * treat missing data".
 *
 * @param name of its resource
 * @param series its metric, or its expression over metrics, of the period that begins then
 * @param period the length of each period
 * @param evaluated how many datapoints are judged
 * @param toAlarm how many of them must be bad
 * @param bad which values are bad
 * @param missingIsBad whether a missing datapoint is bad, or good
 */
record AlarmRule(
        String name,
        Series series,
        Duration period,
        int evaluated,
        int toAlarm,
        DoublePredicate bad,
        boolean missingIsBad) {

    /**
     * How many datapoints before those to be judged CloudWatch also reads: real ones among them are judged rather
     * than a missing one. How many is not promised; these are the documents' examples.
     */
    private static final int READ_BEFORE = 2;

    /** The values of one metric, or of an expression. */
    @FunctionalInterface
    interface Series {
        OptionalDouble at(RecordedMetrics metrics, Instant begin);
    }

    /** An alarm of the template. */
    static AlarmRule of(Template template, String alarm) {
        Map<String, Object> properties = template.properties(alarm);
        int evaluated = number(properties, "EvaluationPeriods");
        Duration period = Duration.ofSeconds(60);
        return new AlarmRule(
                alarm,
                properties.containsKey("Metrics")
                        ? expression((List<?>) properties.get("Metrics"), period)
                        : metric(properties, properties.get("Statistic"), period),
                period,
                evaluated,
                properties.containsKey("DatapointsToAlarm") ? number(properties, "DatapointsToAlarm") : evaluated,
                bad((String) properties.get("ComparisonOperator"), number(properties, "Threshold")),
                switch ((String) properties.get("TreatMissingData")) {
                    case "breaching" -> true;
                    case "notBreaching" -> false;
                    default -> throw new IllegalArgumentException("no treatment that is known here: " + properties);
                });
    }

    private static DoublePredicate bad(String operator, double threshold) {
        return switch (operator) {
            case "GreaterThanThreshold" -> value -> value > threshold;
            case "LessThanThreshold" -> value -> value < threshold;
            default -> throw new IllegalArgumentException("no comparison that is known here: " + operator);
        };
    }

    private static Series metric(Map<String, Object> written, Object statistic, Duration period) {
        if (!Integer.valueOf((int) period.toSeconds()).equals(written.get("Period"))) {
            throw new IllegalArgumentException("a period of another length: " + written);
        }
        MetricId metric = MetricId.in(written.containsKey("Metric") ? Template.map(written.get("Metric")) : written);
        return (metrics, begin) -> metrics.statistic(metric, (String) statistic, begin, period);
    }

    private static Series expression(List<?> queries, Duration period) {
        Map<String, Series> metrics = queries.stream()
                .map(Template::map)
                .filter(query -> query.containsKey("MetricStat"))
                .collect(Collectors.toMap(query -> (String) query.get("Id"), query -> {
                    Map<String, Object> stat = Template.map(query.get("MetricStat"));
                    return metric(stat, stat.get("Stat"), period);
                }));
        String expression = queries.stream()
                .map(Template::map)
                .filter(query -> Boolean.TRUE.equals(query.get("ReturnData")))
                .map(query -> (String) query.get("Expression"))
                .reduce((one, other) -> {
                    throw new IllegalArgumentException("an alarm watches one expression");
                })
                .orElseThrow();
        return (recorded, begin) ->
                MetricMath.of(expression, id -> metrics.get(id).at(recorded, begin));
    }

    private static int number(Map<String, Object> properties, String name) {
        return (int) properties.get(name);
    }

    /** Whether it rings when the period ends that began then. */
    boolean rings(RecordedMetrics metrics, Instant begin) {
        List<OptionalDouble> read = IntStream.range(0, evaluated + READ_BEFORE)
                .mapToObj(back -> series.at(metrics, begin.minus(period.multipliedBy(back))))
                .toList();
        return rings(read);
    }

    /** Whether it rings by these datapoints, the newest first; older ones than CloudWatch reads do not count. */
    boolean rings(List<OptionalDouble> read) {
        List<Double> real = read.stream()
                .limit(evaluated + READ_BEFORE)
                .flatMap(value -> value.stream().boxed())
                .limit(evaluated)
                .toList();
        int missing = missingIsBad ? evaluated - real.size() : 0;
        return missing + real.stream().filter(bad::test).count() >= toAlarm;
    }

    /** After how many periods from then it rings first; empty if it does not within so many. */
    OptionalInt ringsAfter(RecordedMetrics metrics, Instant from, int periods) {
        return IntStream.range(0, periods)
                .filter(passed -> rings(metrics, from.plus(period.multipliedBy(passed))))
                .map(passed -> passed + 1)
                .findFirst();
    }
}
