package io.dynamicaccounts.local.metrics;

import io.dynamicaccounts.entry.metrics.Metric;
import io.dynamicaccounts.entry.metrics.Metric.Unit;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Writes the text exposition format 0.0.4 of Prometheus. */
final class PrometheusText {

    static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

    private final StringBuilder text = new StringBuilder(8192);

    /** Writes the head of a metric, whose samples follow. */
    PrometheusText family(Metric metric) {
        text.append("# HELP ")
                .append(metric.title())
                .append(' ')
                .append(metric.help())
                .append('\n');
        text.append("# TYPE ")
                .append(metric.title())
                .append(' ')
                .append(metric.type().name().toLowerCase(Locale.ROOT))
                .append('\n');
        return this;
    }

    /** Writes a sample of a counter or a gauge. */
    PrometheusText sample(Metric metric, long value, String... labels) {
        return written(metric.title(), metric.labelled(labels), Long.toString(value));
    }

    /** Writes a sample of a counter or a gauge. */
    PrometheusText sample(Metric metric, double value, String... labels) {
        return written(metric.title(), metric.labelled(labels), number(metric, value));
    }

    /** Writes the samples of a summary. */
    PrometheusText summary(Metric metric, long count, double sum, String... labels) {
        Map<String, String> labelled = metric.labelled(labels);
        return written(metric.title() + "_sum", labelled, number(metric, sum))
                .written(metric.title() + "_count", labelled, Long.toString(count));
    }

    /** Returns the number as text; only times have fractions. */
    private static String number(Metric metric, double value) {
        return metric.unit() == Unit.SECONDS ? Double.toString(value) : Long.toString((long) value);
    }

    private PrometheusText written(String name, Map<String, String> labels, String value) {
        text.append(name);
        if (!labels.isEmpty()) {
            text.append(labels.entrySet().stream()
                    .map(label -> label.getKey() + "=\"" + escaped(label.getValue()) + '"')
                    .collect(Collectors.joining(",", "{", "}")));
        }
        text.append(' ').append(value).append('\n');
        return this;
    }

    private static String escaped(String value) {
        return value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
