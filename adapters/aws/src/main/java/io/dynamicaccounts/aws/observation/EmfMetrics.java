package io.dynamicaccounts.aws.observation;

import io.dynamicaccounts.http.json.JsonBytes;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
final class EmfMetrics {

    private static final String NAMESPACE = "DynamicAccounts";
    private static final String INSTALLATION = "installation";

    private static final Duration UNTOLD = Duration.ofMinutes(1);

    /** The most values that one metric of a line may have. */
    private static final int MOST_VALUES = 100;

    private final String installation;
    private final InstantSource clock;
    private final Consumer<String> lines;

    /** By dimension, name and value each; then the values of each metric. */
    private final Map<TreeMap<String, String>, Map<Metric, List<Double>>> counted = new LinkedHashMap<>();

    private Instant told;
    private boolean worthTelling;

    /** How much there is to tell. */
    enum Weight {
        /** Tell of it when this invocation is over. */
        TOLD,

        /** Tell of it with the next that is. */
        ORDINARY
    }

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

    /** Adds one to a count. */
    void count(Weight weight, Metric metric, String... dimensions) {
        add(weight, metric, 1, dimensions);
    }

    /** Adds to a count. */
    synchronized void add(Weight weight, Metric metric, double amount, String... dimensions) {
        List<Double> values = values(metric, dimensions);
        if (values.isEmpty()) {
            values.add(amount);
        } else {
            values.set(0, values.getFirst() + amount);
        }
        worthTelling |= weight == Weight.TOLD;
    }

    /** Adds one more value to those of a metric: CloudWatch makes statistics of them. */
    synchronized void value(Weight weight, Metric metric, double value, String... dimensions) {
        List<Double> values = values(metric, dimensions);
        values.add(value);
        worthTelling |= weight == Weight.TOLD || values.size() >= MOST_VALUES;
    }

    private List<Double> values(Metric metric, String... dimensions) {
        var key = new TreeMap<String, String>();
        for (int i = 0; i < dimensions.length; i += 2) {
            key.put(dimensions[i], dimensions[i + 1]);
        }
        return counted.computeIfAbsent(key, it -> new TreeMap<>()).computeIfAbsent(metric, it -> new ArrayList<>());
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
                                        .map(metric -> Map.of(
                                                "Name",
                                                metric.title(),
                                                "Unit",
                                                metric.unit().word()))
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
}
