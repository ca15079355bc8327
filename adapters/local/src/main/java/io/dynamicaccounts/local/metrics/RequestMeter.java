package io.dynamicaccounts.local.metrics;

import io.dynamicaccounts.entry.AnsweredRequest;
import io.dynamicaccounts.local.metrics.PrometheusText.FamilyType;
import io.dynamicaccounts.local.metrics.PrometheusText.Label;
import java.util.Comparator;

/** Counts requests by route and status, and how long they took. */
public final class RequestMeter {

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

    /** A request was answered. */
    public void answered(AnsweredRequest request) {
        var place = new Place(request.route(), request.method());
        requests.count(new Kind(place, request.status()));
        counts.count(place);
        durations.add(place, request.took().toNanos());
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
