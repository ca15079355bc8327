package io.dynamicaccounts.infra.aws;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Values of metrics as CloudWatch keeps them: by metric, in periods, from which statistics are computed. */
final class RecordedMetrics {

    private static final JsonMapper JSON = new JsonMapper();

    private record Value(Instant at, double value) {}

    private final Map<MetricId, List<Value>> values = new HashMap<>();

    void add(MetricId metric, Instant at, double value) {
        values.computeIfAbsent(metric, key -> new ArrayList<>()).add(new Value(at, value));
    }

    /** Takes up a line of the embedded metric format, as CloudWatch does with a line of a function's log. */
    void embedded(String line) {
        JsonNode json = JSON.readTree(line);
        Instant at = Instant.ofEpochMilli(json.path("_aws").path("Timestamp").asLong());
        for (JsonNode directive : json.path("_aws").path("CloudWatchMetrics")) {
            for (JsonNode names : directive.path("Dimensions")) {
                var dimensions = new LinkedHashMap<String, String>();
                names.forEach(name -> dimensions.put(
                        name.asString(), json.path(name.asString()).asString()));
                for (JsonNode metric : directive.path("Metrics")) {
                    String name = metric.path("Name").asString();
                    var id = new MetricId(directive.path("Namespace").asString(), name, dimensions);
                    JsonNode value = json.path(name);
                    (value.isArray() ? value.values() : List.of(value)).forEach(one -> add(id, at, one.asDouble()));
                }
            }
        }
    }

    /** The statistic of a period; empty where it has no value. */
    OptionalDouble statistic(MetricId metric, String statistic, Instant begin, Duration period) {
        double[] within = values.getOrDefault(metric, List.of()).stream()
                .filter(value -> !value.at().isBefore(begin) && value.at().isBefore(begin.plus(period)))
                .mapToDouble(Value::value)
                .toArray();
        return switch (statistic) {
            case "Sum" ->
                within.length == 0
                        ? OptionalDouble.empty()
                        : OptionalDouble.of(DoubleStream.of(within).sum());
            case "Maximum" -> DoubleStream.of(within).max();
            case "Minimum" -> DoubleStream.of(within).min();
            default -> throw new IllegalArgumentException("no statistic that is known here: " + statistic);
        };
    }
}
