package io.dynamicaccounts.local.metrics;

import java.util.Iterator;
import java.util.List;

/** Writes the text exposition format 0.0.4 of Prometheus. */
final class PrometheusText {

    static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

    private final StringBuilder text = new StringBuilder(8192);

    /** The type of a metric family. */
    enum FamilyType {
        COUNTER("counter"),
        GAUGE("gauge"),
        SUMMARY("summary");

        private final String word;

        FamilyType(String word) {
            this.word = word;
        }
    }

    /** One label of a sample. */
    record Label(String name, String value) {}

    /** Begins a family: its samples follow. */
    PrometheusText family(String name, FamilyType type, String help) {
        text.append("# HELP ").append(name).append(' ').append(help).append('\n');
        text.append("# TYPE ").append(name).append(' ').append(type.word).append('\n');
        return this;
    }

    PrometheusText sample(String name, long value, Label... labels) {
        return written(name, Long.toString(value), labels);
    }

    PrometheusText sample(String name, double value, Label... labels) {
        return written(name, Double.toString(value), labels);
    }

    private PrometheusText written(String name, String value, Label... labels) {
        text.append(name);
        Iterator<Label> each = List.of(labels).iterator();
        if (each.hasNext()) {
            text.append('{');
            each.forEachRemaining(label -> {
                text.append(label.name())
                        .append("=\"")
                        .append(escaped(label.value()))
                        .append('"');
                text.append(each.hasNext() ? "," : "}");
            });
        }
        text.append(' ').append(value).append('\n');
        return this;
    }

    /** A family of one sample. */
    PrometheusText single(String name, FamilyType type, String help, long value) {
        return family(name, type, help).sample(name, value);
    }

    /** A family of one sample. */
    PrometheusText single(String name, FamilyType type, String help, double value) {
        return family(name, type, help).sample(name, value);
    }

    private static String escaped(String value) {
        return value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
