package io.dynamicaccounts.aws.observation;

/** What the functions count, under the names that the local process has on {@code /metrics}. */
enum Metric {
    // spotless:off
    TRANSITIONS("dynamic_accounts_transitions_total", Unit.COUNT),
    REFUSALS("dynamic_accounts_refusals_total", Unit.COUNT),
    POLLS("dynamic_accounts_polls_total", Unit.COUNT),
    REQUESTS("dynamic_accounts_http_requests_total", Unit.COUNT),
    REQUEST_DURATION("dynamic_accounts_http_request_duration_seconds", Unit.SECONDS),
    AGENTS("dynamic_accounts_agents", Unit.COUNT),
    SWEEPS("dynamic_accounts_sweeps_total", Unit.COUNT),
    SWEEP_FAILURES("dynamic_accounts_sweep_failures_total", Unit.COUNT),
    SWEEP_DURATION("dynamic_accounts_sweep_last_duration_seconds", Unit.SECONDS),
    SWEEP_COMPLETE("dynamic_accounts_sweep_last_complete", Unit.NONE),
    SWEEP_DISTRUSTS("dynamic_accounts_sweep_distrusts", Unit.NONE),
    SWEEP_WORK("dynamic_accounts_sweep_work_total", Unit.COUNT);
    // spotless:on

    private final String title;
    private final Unit unit;

    /** As CloudWatch has them. */
    enum Unit {
        COUNT("Count"),
        SECONDS("Seconds"),
        NONE("None");

        private final String word;

        Unit(String word) {
            this.word = word;
        }

        String word() {
            return word;
        }
    }

    Metric(String title, Unit unit) {
        this.title = title;
        this.unit = unit;
    }

    String title() {
        return title;
    }

    Unit unit() {
        return unit;
    }
}
