package io.dynamicaccounts.aws.observation;

import io.dynamicaccounts.entry.metrics.Metric;
import io.dynamicaccounts.entry.metrics.MetricSink;
import io.dynamicaccounts.http.json.JsonBytes;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Counts what happens in an environment, and writes it in CloudWatch's embedded metric format, one line of the log
 * for each set of dimensions.
 *
 * <p>Frequent events of no urgency, such as an idle poll, are not written until something else happens or a minute
 * has passed: lines cost more than polls do. Safe for use by any number of threads.
 */
final class EmfMetrics implements MetricSink {

    private static final String NAMESPACE = "DynamicAccounts";
    private static final String INSTALLATION = "installation";

    /**
     * Labels that are no dimensions, since each combination of dimensions costs as much as a metric of its own;
     * queries of the log show them.
     */
    private static final Set<String> ONLY_IN_LOG = Set.of("method", "route");

    private static final Duration LONGEST_DELAY = Duration.ofMinutes(1);

    /** The most values that one metric of a line may have. */
    private static final int MOST_VALUES = 100;

    private final String installation;
    private final InstantSource clock;
    private final Consumer<String> lines;

    /** The values of each metric, by the names and values of its dimensions. */
    private final Map<Map<String, String>, Map<Metric, List<Double>>> counted = new LinkedHashMap<>();

    private Instant lastWritten;
    private boolean worthWriting;

    /**
     * Creates an empty count that begins now.
     *
     * @param installation a dimension of every metric: one AWS account may hold several installations
     * @param lines takes each line, without its line end
     */
    EmfMetrics(String installation, InstantSource clock, Consumer<String> lines) {
        this.installation = installation;
        this.clock = clock;
        this.lines = lines;
        this.lastWritten = clock.instant();
    }

    @Override
    public synchronized void add(Weight weight, Metric counter, long amount, String... labels) {
        if (amount == 0) {
            return;
        }
        List<Double> values = values(counter, dimensions(counter, labels));
        if (values.isEmpty()) {
            values.add((double) amount);
        } else {
            values.set(0, values.getFirst() + amount);
        }
        worthWriting |= weight == Weight.IMMEDIATE;
    }

    /** Records one more value of a metric; CloudWatch computes statistics of the values. */
    @Override
    public void value(Weight weight, Metric metric, double value, String... labels) {
        value(weight, metric, value, dimensions(metric, labels));
    }

    /** Records a value of a metric without its labels. */
    void total(Weight weight, Metric metric, double value) {
        value(weight, metric, value, Map.of());
    }

    private synchronized void value(Weight weight, Metric metric, double value, Map<String, String> dimensions) {
        List<Double> values = values(metric, dimensions);
        values.add(value);
        worthWriting |= weight == Weight.IMMEDIATE || values.size() >= MOST_VALUES;
    }

    private static Map<String, String> dimensions(Metric metric, String... labels) {
        var dimensions = new TreeMap<>(metric.labelled(labels));
        dimensions.keySet().removeAll(ONLY_IN_LOG);
        return dimensions;
    }

    private List<Double> values(Metric metric, Map<String, String> dimensions) {
        return counted.computeIfAbsent(dimensions, key -> new TreeMap<>())
                .computeIfAbsent(metric, key -> new ArrayList<>());
    }

    /** Writes what was counted at the end of an invocation, if something is worth a line. */
    synchronized void invocationEnded() {
        Instant now = clock.instant();
        if (counted.isEmpty()
                || !(worthWriting || Duration.between(lastWritten, now).compareTo(LONGEST_DELAY) >= 0)) {
            return;
        }
        counted.forEach((dimensions, metrics) -> lines.accept(line(now, dimensions, metrics)));
        counted.clear();
        worthWriting = false;
        lastWritten = now;
    }

    private String line(Instant now, Map<String, String> dimensions, Map<Metric, List<Double>> metrics) {
        var names = new ArrayList<>(List.of(INSTALLATION));
        names.addAll(dimensions.keySet());
        Map<String, @Nullable Object> line = new LinkedHashMap<>();
        line.put(
                "_aws",
                Map.of(
                        "Timestamp",
                        now.toEpochMilli(),
                        "CloudWatchMetrics",
                        List.of(Map.of(
                                "Namespace",
                                NAMESPACE,
                                "Dimensions",
                                List.of(names),
                                "Metrics",
                                metrics.keySet().stream()
                                        .map(metric -> Map.of("Name", metric.title(), "Unit", unit(metric)))
                                        .toList()))));
        line.put(INSTALLATION, installation);
        line.putAll(dimensions);
        metrics.forEach((metric, values) -> line.put(
                metric.title(),
                Optional.of(values)
                        .filter(list -> list.size() == 1)
                        .<Object>map(List::getFirst)
                        .orElse(values)));
        return JsonBytes.text(line);
    }

    /** Returns CloudWatch's name of the metric's unit. */
    private static String unit(Metric metric) {
        return switch (metric.unit()) {
            case COUNT -> "Count";
            case SECONDS -> "Seconds";
            case BYTES -> "Bytes";
            case NONE -> "None";
        };
    }
}
