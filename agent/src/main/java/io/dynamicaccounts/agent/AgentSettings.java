package io.dynamicaccounts.agent;

import java.time.Duration;
import java.util.List;

/**
 * The settings that an agent chooses for itself. The constructor refuses values out of range with an {@link
 * IllegalArgumentException}.
 *
 * @param maxConcurrentStarts how many clusters the agent connects to at once, 1 to 1,000; a cluster that hangs takes
 *     one of these places until {@code startTimeout}
 * @param startTimeout when a start without a result has failed; below the control plane's activation timeout, so that
 *     operators read the agent's reason and not "no answer"
 * @param stopTimeout when a stop without a result has failed
 * @param endTimeout how long an agent that ends waits for its watches to stop, and then as long again for its goodbye
 * @param version the version of the agent's software, for operators
 * @param secretEngines the engines whose secret references the agent can resolve
 * @param dynamicAccounts whether the agent watches accounts that its own configuration does not declare
 */
public record AgentSettings(
        int maxConcurrentStarts,
        Duration startTimeout,
        Duration stopTimeout,
        Duration endTimeout,
        String version,
        List<String> secretEngines,
        DynamicAccounts dynamicAccounts) {

    public AgentSettings {
        if (maxConcurrentStarts < 1 || maxConcurrentStarts > 1000) {
            throw new IllegalArgumentException("the capacity must be 1 to 1000");
        }
        if (!startTimeout.isPositive() || !stopTimeout.isPositive() || !endTimeout.isPositive()) {
            throw new IllegalArgumentException("timeouts must be positive");
        }
        secretEngines = List.copyOf(secretEngines);
    }

    /**
     * Returns the default settings: 50 starts at once, 60 seconds for a start, 30 for a stop, 3 for the end, dynamic
     * accounts.
     */
    public static AgentSettings defaults(String version) {
        return new AgentSettings(
                50,
                Duration.ofSeconds(60),
                Duration.ofSeconds(30),
                Duration.ofSeconds(3),
                version,
                List.of(),
                DynamicAccounts.ON);
    }

    /** Returns these settings with another number of concurrent starts. */
    public AgentSettings withMaxConcurrentStarts(int starts) {
        return new AgentSettings(
                starts, startTimeout, stopTimeout, endTimeout, version, secretEngines, dynamicAccounts);
    }

    /** Returns these settings with another timeout of a start. */
    public AgentSettings withStartTimeout(Duration timeout) {
        return new AgentSettings(
                maxConcurrentStarts, timeout, stopTimeout, endTimeout, version, secretEngines, dynamicAccounts);
    }

    /** Returns these settings with dynamic accounts on or off. */
    public AgentSettings withDynamicAccounts(DynamicAccounts enabled) {
        return new AgentSettings(
                maxConcurrentStarts, startTimeout, stopTimeout, endTimeout, version, secretEngines, enabled);
    }

    /** Returns these settings with other secret engines. */
    public AgentSettings withSecretEngines(List<String> engines) {
        return new AgentSettings(
                maxConcurrentStarts, startTimeout, stopTimeout, endTimeout, version, engines, dynamicAccounts);
    }
}
