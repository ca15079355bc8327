package io.dynamicaccounts.entry.metrics;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The metrics that an entry counts or measures: the one place of names, help texts and labels. */
public enum Metric {
    // spotless:off
    BUILD_INFO("dynamic_accounts_build_info", Type.GAUGE, Unit.NONE, "Which build this is.", "version"),
    ACCOUNTS("dynamic_accounts_accounts", Type.GAUGE, Unit.COUNT, "Accounts, by state.", "state"),
    AGENTS("dynamic_accounts_agents", Type.GAUGE, Unit.COUNT, "Agents with a fresh heartbeat, by zone.", "zone"),
    TRANSITIONS("dynamic_accounts_transitions_total", Type.COUNTER, Unit.COUNT, "Transitions of accounts, by event and the state they led to.", "event", "to"),
    REFUSALS("dynamic_accounts_refusals_total", Type.COUNTER, Unit.COUNT, "Transitions that the account's state did not permit, by event.", "event"),
    POLLS("dynamic_accounts_polls_total", Type.COUNTER, Unit.COUNT, "Polls of agents: idle, answered with the complete list, or turned away.", "outcome"),
    SWEEP_AGE("dynamic_accounts_sweep_age_seconds", Type.GAUGE, Unit.SECONDS, "Since the last sweep that came to an end, or since the start."),
    SWEEPS("dynamic_accounts_sweeps_total", Type.COUNTER, Unit.COUNT, "Sweeps that came to an end."),
    SWEEP_FAILURES("dynamic_accounts_sweep_failures_total", Type.COUNTER, Unit.COUNT, "Sweeps that ended with an exception."),
    SWEEP_DURATION("dynamic_accounts_sweep_last_duration_seconds", Type.GAUGE, Unit.SECONDS, "How long the last sweep took."),
    SWEEP_COMPLETE("dynamic_accounts_sweep_last_complete", Type.GAUGE, Unit.NONE, "Whether the last sweep came to the end of its work (1) or ran out of time (0)."),
    SWEEP_DISTRUSTS("dynamic_accounts_sweep_distrusts", Type.GAUGE, Unit.NONE, "Whether the sweep does not believe what it sees (1) and so changes nothing."),
    SWEEP_WORK("dynamic_accounts_sweep_work_total", Type.COUNTER, Unit.COUNT, "What sweeps took care of.", "work"),
    REQUESTS("dynamic_accounts_http_requests_total", Type.COUNTER, Unit.COUNT, "Requests answered.", "method", "route", "status"),
    REQUEST_DURATION("dynamic_accounts_http_request_duration_seconds", Type.SUMMARY, Unit.SECONDS, "How long requests took, without the transfer of their bodies.", "method", "route"),
    // The few facts of the JVM that show its health, under the names of Prometheus' own Java client.
    MEMORY_USED("jvm_memory_used_bytes", Type.GAUGE, Unit.BYTES, "Used bytes of a memory area.", "area"),
    MEMORY_MAX("jvm_memory_max_bytes", Type.GAUGE, Unit.BYTES, "The most bytes of a memory area.", "area"),
    THREADS("jvm_threads_current", Type.GAUGE, Unit.COUNT, "Threads, without virtual ones."),
    PROCESS_START("process_start_time_seconds", Type.GAUGE, Unit.SECONDS, "When the process started."),
    GARBAGE_COLLECTION("jvm_gc_collection_seconds", Type.SUMMARY, Unit.SECONDS, "Time spent in garbage collection.", "gc");
    // spotless:on

    private final String title;
    private final Type type;
    private final Unit unit;
    private final String help;

    @SuppressWarnings("ImmutableEnumChecker") // made by List.of
    private final List<String> labels;

    /** How the values of a metric are combined. */
    public enum Type {
        /** The sum of the values. */
        COUNTER,
        /** The last value. */
        GAUGE,
        /** The number of values and their sum. */
        SUMMARY
    }

    /** The unit of a metric's values. */
    public enum Unit {
        COUNT,
        SECONDS,
        BYTES,
        /** One for yes and zero for no. */
        NONE
    }

    Metric(String title, Type type, Unit unit, String help, String... labels) {
        this.title = title;
        this.type = type;
        this.unit = unit;
        this.help = help;
        this.labels = List.of(labels);
    }

    /** Returns the name of the metric for readers of metrics. */
    public String title() {
        return title;
    }

    /** Returns how the metric's values are combined. */
    public Type type() {
        return type;
    }

    /** Returns the unit of the metric's values. */
    public Unit unit() {
        return unit;
    }

    /** Returns the meaning of the metric, in one sentence. */
    public String help() {
        return help;
    }

    /** Returns the names of the metric's labels. */
    public List<String> labels() {
        return labels;
    }

    /**
     * Returns labels by name, in their order.
     *
     * @param values one value for each label
     */
    public Map<String, String> labelled(String... values) {
        if (values.length != labels.size()) {
            throw new IllegalArgumentException(title + " has the labels " + labels);
        }
        var labelled = new LinkedHashMap<String, String>();
        for (int i = 0; i < values.length; i++) {
            labelled.put(labels.get(i), values[i]);
        }
        return labelled;
    }
}
