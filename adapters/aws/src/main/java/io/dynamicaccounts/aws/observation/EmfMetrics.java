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
 * What an environment has counted since it last told: in CloudWatch's embedded metric format, a line of the log for each set of
 * dimensions.
 *
 * <p>Nothing is told of what is ordinary and often, an idle poll, until something else happens or a minute has passed: lines cost more
 * than polls do. Safe for use by any number of threads.
 */
final class EmfMetrics implements MetricSink {

    private static final String NAMESPACE = "DynamicAccounts";
    private static final String INSTALLATION = "installation";

    /** Each combination of dimensions is paid for as a metric of its own: the log can be asked for these. */
    private static final Set<String> ONLY_IN_LOG = Set.of("method", "route");

    private static final Duration UNTOLD = Duration.ofMinutes(1);

    /** The most values that one metric of a line may have. */
    private static final int MOST_VALUES = 100;

    private final String installation;
    private final InstantSource clock;
    private final Consumer<String> lines;

    /** By dimension, name and value each; then the values of each metric. */
    private final Map<Map<String, String>, Map<Metric, List<Double>>> counted = new LinkedHashMap<>();

    private Instant told;
    private boolean worthTelling;

    /**
     * A tally that begins now.
     *
     * @param installation a dimension of everything: one account of AWS may hold several
     * @param lines takes each line, without its end
     */
    EmfMetrics(String installation, InstantSource clock, Consumer<String> lines) {
        this.installation = installation;
        this.clock = clock;
        this.lines = lines;
        this.told = clock.instant();
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
        worthTelling |= weight == Weight.TOLD;
    }

    /** Takes one more value of a metric: CloudWatch makes statistics of them. */
    @Override
    public void value(Weight weight, Metric metric, double value, String... labels) {
        value(weight, metric, value, dimensions(metric, labels));
    }

    /** Takes a value of a metric without telling it apart by labels. */
    void total(Weight weight, Metric metric, double value) {
        value(weight, metric, value, Map.of());
    }

    private synchronized void value(Weight weight, Metric metric, double value, Map<String, String> dimensions) {
        List<Double> values = values(metric, dimensions);
        values.add(value);
        worthTelling |= weight == Weight.TOLD || values.size() >= MOST_VALUES;
    }

    private static Map<String, String> dimensions(Metric metric, String... labels) {
        var dimensions = new TreeMap<>(metric.labelled(labels));
        dimensions.keySet().removeAll(ONLY_IN_LOG);
        return dimensions;
    }

    private List<Double> values(Metric metric, Map<String, String> dimensions) {
        return counted.computeIfAbsent(dimensions, it -> new TreeMap<>())
                .computeIfAbsent(metric, it -> new ArrayList<>());
    }

    /** An invocation is over: tells what was counted, if it is worth it. */
    synchronized void invocationEnded() {
        Instant now = clock.instant();
        if (counted.isEmpty() || !(worthTelling || Duration.between(told, now).compareTo(UNTOLD) >= 0)) {
            return;
        }
        counted.forEach((dimensions, metrics) -> lines.accept(line(now, dimensions, metrics)));
        counted.clear();
        worthTelling = false;
        told = now;
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
                        .filter(it -> it.size() == 1)
                        .<Object>map(List::getFirst)
                        .orElse(values)));
        return JsonBytes.text(line);
    }

    /** As CloudWatch calls it. */
    private static String unit(Metric metric) {
        return switch (metric.unit()) {
            case COUNT -> "Count";
            case SECONDS -> "Seconds";
            case BYTES -> "Bytes";
            case NONE -> "None";
        };
    }
}
