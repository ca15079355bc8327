package io.dynamicaccounts.local.metrics;

import io.dynamicaccounts.local.metrics.PrometheusText.FamilyType;
import io.dynamicaccounts.local.metrics.PrometheusText.Label;
import java.time.Duration;
import java.util.Comparator;
import java.util.Set;

/** Counts requests by route and status, and how long they took. */
public final class RequestMeter {

    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

    private final Counters<Kind> requests = new Counters<>();
    private final Counters<Place> durations = new Counters<>();
    private final Counters<Place> counts = new Counters<>();

    private record Place(String route, String method) implements Comparable<Place> {

        private static final Comparator<Place> ORDER =
                Comparator.comparing(Place::route).thenComparing(Place::method);

        @Override
        public int compareTo(Place other) {
            return ORDER.compare(this, other);
        }
    }

    private record Kind(Place place, int status) implements Comparable<Kind> {

        private static final Comparator<Kind> ORDER =
                Comparator.comparing(Kind::place).thenComparingInt(Kind::status);

        @Override
        public int compareTo(Kind other) {
            return ORDER.compare(this, other);
        }
    }

    /**
     * The method as it may be repeated, or "other": it is any word that a client makes up, of any length. Each of those would be a
     * series for ever, or stand in the log.
     */
    public static String label(String method) {
        return METHODS.contains(method) ? method : "other";
    }

    /** A request was answered. */
    public void answered(String method, String route, int status, Duration took) {
        var place = new Place(route, label(method));
        requests.count(new Kind(place, status));
        counts.count(place);
        durations.add(place, took.toNanos());
    }

    void write(PrometheusText text) {
        text.family("dynamic_accounts_http_requests_total", FamilyType.COUNTER, "Requests answered.");
        requests.forEach((kind, count) -> text.sample(
                "dynamic_accounts_http_requests_total",
                count,
                new Label("method", kind.place().method()),
                new Label("route", kind.place().route()),
                new Label("status", Integer.toString(kind.status()))));
        text.family(
                "dynamic_accounts_http_request_duration_seconds",
                FamilyType.SUMMARY,
                "How long requests took, without the transfer of their bodies.");
        durations.forEach((place, nanos) ->
                text.sample("dynamic_accounts_http_request_duration_seconds_sum", nanos / 1e9, labels(place)));
        counts.forEach((place, count) ->
                text.sample("dynamic_accounts_http_request_duration_seconds_count", count, labels(place)));
    }

    private static Label[] labels(Place place) {
        return new Label[] {new Label("method", place.method()), new Label("route", place.route())};
    }
}
