package io.dynamicaccounts.agent.protocol;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The answer of the control plane to a batch of reports.
 *
 * @param stale accounts whose report was about another generation or zone, or about an earlier account of the name,
 *     and changed nothing
 * @param pollAfterSeconds when to poll next; null leaves the time of the next poll as it was
 */
public record ReportAnswer(List<String> stale, @Nullable Double pollAfterSeconds) {

    public ReportAnswer(@Nullable List<String> stale, @Nullable Double pollAfterSeconds) {
        this.stale = stale == null ? List.of() : List.copyOf(stale);
        this.pollAfterSeconds = pollAfterSeconds;
    }

    /** Returns the time until the next poll, 0 to one hour, if the control plane stated a time. */
    public Optional<Duration> pollAfter() {
        return Optional.ofNullable(pollAfterSeconds).map(Seconds::bounded);
    }
}
