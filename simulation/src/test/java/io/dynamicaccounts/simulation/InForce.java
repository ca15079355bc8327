package io.dynamicaccounts.simulation;

import io.dynamicaccounts.functions.Settings;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** Which settings functions had, and when: a rule that counts with one is judged by the extremes of its time. */
final class InForce {

    /** A function that began before its instance was replaced has ended by then. */
    private static final Duration LATE_CALLS = Duration.ofMinutes(1);

    private record Span(Settings settings, Instant until) {}

    private final Timeline timeline;
    private final List<Settings> now;
    private final List<Span> before = new ArrayList<>();

    InForce(Timeline timeline, Settings settings, int instances) {
        this.timeline = timeline;
        this.now = new ArrayList<>(Collections.nCopies(instances, settings));
    }

    void configure(int instance, Settings settings) {
        before.add(new Span(now.set(instance, settings), timeline.now().plus(LATE_CALLS)));
    }

    Settings of(int instance) {
        return now.get(instance);
    }

    /** The least of something that any function had since then. */
    Duration least(Instant since, Function<Settings, Duration> what) {
        return since(since).map(what).min(Comparator.naturalOrder()).orElseThrow();
    }

    /** The most of something that any function had since then. */
    Duration most(Instant since, Function<Settings, Duration> what) {
        return since(since).map(what).max(Comparator.naturalOrder()).orElseThrow();
    }

    private Stream<Settings> since(Instant since) {
        return Stream.concat(
                now.stream(),
                before.stream().filter(span -> span.until().isAfter(since)).map(Span::settings));
    }
}
