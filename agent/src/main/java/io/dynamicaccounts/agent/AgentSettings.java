package io.dynamicaccounts.agent;

import java.time.Duration;
import java.util.List;

/**
 * How an agent behaves where the control plane leaves it the choice. Values out of range fail with an {@link
 * IllegalArgumentException}.
 *
 * @param maxConcurrentStarts how many clusters it connects to at once, 1 to 1,000; a cluster that hangs takes one of these places
 *     until {@code startTimeout}
 * @param startTimeout after which a start that was not heard of has failed; below the control plane's activation timeout, so that
 *     operators read the agent's reason and not "no answer"
 * @param stopTimeout after which a stop that was not heard of has failed
 * @param endTimeout how long the agent, told to end, waits for its watches to stop; as long again for its goodbye
 * @param version of the agent's software, for operators
 * @param secretEngines the secret references that it can resolve by itself
 */
public record AgentSettings(
        int maxConcurrentStarts,
        Duration startTimeout,
        Duration stopTimeout,
        Duration endTimeout,
        String version,
        List<String> secretEngines) {

    public AgentSettings {
        if (maxConcurrentStarts < 1 || maxConcurrentStarts > 1000) {
            throw new IllegalArgumentException("the capacity must be 1 to 1000");
        }
        if (!startTimeout.isPositive() || !stopTimeout.isPositive() || !endTimeout.isPositive()) {
            throw new IllegalArgumentException("timeouts must be positive");
        }
        secretEngines = List.copyOf(secretEngines);
    }

    /** 50 starts at once, 60 seconds for a start, 30 for a stop, 3 for the end. */
    public static AgentSettings defaults(String version) {
        return new AgentSettings(
                50, Duration.ofSeconds(60), Duration.ofSeconds(30), Duration.ofSeconds(3), version, List.of());
    }

    /** The same with another number of concurrent starts. */
    public AgentSettings withMaxConcurrentStarts(int starts) {
        return new AgentSettings(starts, startTimeout, stopTimeout, endTimeout, version, secretEngines);
    }

    /** The same with another time for a start. */
    public AgentSettings withStartTimeout(Duration timeout) {
        return new AgentSettings(maxConcurrentStarts, timeout, stopTimeout, endTimeout, version, secretEngines);
    }
}
