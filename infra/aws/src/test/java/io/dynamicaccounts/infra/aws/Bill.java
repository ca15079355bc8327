package io.dynamicaccounts.infra.aws;

import java.time.Duration;

/**
 * What a month costs, in dollars, by the list prices of us-east-1: 30 days, nothing free. An idle poll's requests and
 * units are those of {@code docs/costs.md}.
 *
 * @param agents that poll
 * @param poll how often each does
 * @param heartbeat how often each is written: at every poll, as built, or less often
 * @param gateway whether polls come through the HTTP API, and not a function URL
 */
record Bill(int agents, Duration poll, Duration heartbeat, Gateway gateway) {

    enum Gateway {
        FUNCTION_URL,
        HTTP_API
    }

    private static final Duration MONTH = Duration.ofDays(30);
    private static final double MILLION = 1e6;

    private static final double MILLION_WRITE_UNITS = 0.625;
    private static final double MILLION_READ_UNITS = 0.125;
    private static final double MILLION_CALLS = 0.20;
    private static final double GIGABYTE_SECOND_ARM = 0.0000133334;
    private static final double MILLION_API_REQUESTS = 1.00;
    private static final double GIGABYTE_OUT = 0.09;

    /**
     * What a function is charged for at an idle poll: an assumption, two requests to the table and what is around
     * them.
     */
    private static final Duration BILLED = Duration.ofMillis(15);

    private static final double GIGABYTES = 0.5;
    private static final double ANSWER_BYTES = 500;

    /** The metrics that alarms watch: each is charged, and not each alarm. */
    static final int ALARM_METRICS = 17;

    /** Key, secret, alarms and metrics: what does not grow with the fleet. */
    private static final double FIXED = 1 + 0.4 + ALARM_METRICS * 0.1 + 20 * 0.3;

    private static final double GIGABYTE_LOGGED = 0.50;
    private static final double ACCESS_LOG_LINE_BYTES = 350;

    private static final double MILLION_TRACES = 5.00;

    private static final double HEARTBEATS_IN_READ_UNIT = 45;

    private double polls() {
        return (double) agents * MONTH.toSeconds() / poll.toSeconds();
    }

    /** The function that answers polls. */
    double functions() {
        double seconds = BILLED.toMillis() / 1e3;
        return polls() * (MILLION_CALLS / MILLION + seconds * GIGABYTES * GIGABYTE_SECOND_ARM);
    }

    /** Units of the table: a heartbeat is one written, the zone is one read. */
    double table() {
        double writes = (double) agents * MONTH.toSeconds() / heartbeat.toSeconds();
        return writes * MILLION_WRITE_UNITS / MILLION + polls() * MILLION_READ_UNITS / MILLION;
    }

    double gatewayAndTraffic() {
        double requests = switch (gateway) {
            case FUNCTION_URL -> 0;
            case HTTP_API -> polls() * MILLION_API_REQUESTS / MILLION;
        };
        return requests + polls() * ANSWER_BYTES / 1e9 * GIGABYTE_OUT;
    }

    /** Two sweeps in each run of a minute, which waits in between and is charged for that. */
    double sweep() {
        double minutes = MONTH.toMinutes();
        double waiting = minutes * 32 * GIGABYTES * GIGABYTE_SECOND_ARM;
        double units = minutes * 2 * (agents / HEARTBEATS_IN_READ_UNIT + 5) * MILLION_READ_UNITS / MILLION;
        return waiting + units + minutes * 2 * 3 * MILLION_WRITE_UNITS / MILLION;
    }

    /** Polls in the access log of the HTTP API. */
    double accessLog() {
        return polls() * ACCESS_LOG_LINE_BYTES / 1e9 * GIGABYTE_LOGGED;
    }

    /** Lambda traces one call a second, and a twentieth of the others. */
    double traces() {
        double seconds = MONTH.toSeconds();
        return (seconds + Math.max(0, polls() - seconds) / 20) * MILLION_TRACES / MILLION;
    }

    double total() {
        return functions() + table() + gatewayAndTraffic() + sweep() + FIXED;
    }
}
