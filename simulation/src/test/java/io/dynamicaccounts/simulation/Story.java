package io.dynamicaccounts.simulation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What happened in a run, a line each, for whoever must understand why it went wrong. Not told where nobody listens.
 */
final class Story {

    private final Timeline timeline;
    private final boolean heard;
    private final List<String> lines = new ArrayList<>();

    Story(Timeline timeline, boolean heard) {
        this.timeline = timeline;
        this.heard = heard;
    }

    void tell(String who, Object what) {
        if (heard) {
            Duration since = Duration.between(Timeline.BEGIN, timeline.now());
            lines.add("%9.3f %-14s %s".formatted(since.toMillis() / 1000.0, who, what));
        }
    }

    List<String> lines() {
        return lines;
    }
}
