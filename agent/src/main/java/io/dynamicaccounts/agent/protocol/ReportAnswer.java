package io.dynamicaccounts.agent.protocol;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the control plane made of a batch of reports.
 *
 * @param stale accounts whose report was about another generation, zone or life and changed nothing
 * @param pollAfterSeconds when to poll next; null leaves it as it was
 */
public record ReportAnswer(List<String> stale, @Nullable Double pollAfterSeconds) {

    public ReportAnswer(@Nullable List<String> stale, @Nullable Double pollAfterSeconds) {
        this.stale = stale == null ? List.of() : List.copyOf(stale);
        this.pollAfterSeconds = pollAfterSeconds;
    }

    /** When to poll next, 0 to one hour, if the control plane said. */
    public Optional<Duration> pollAfter() {
        return Optional.ofNullable(pollAfterSeconds).map(Seconds::bounded);
    }
}
