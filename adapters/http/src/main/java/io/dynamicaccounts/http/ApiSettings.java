package io.dynamicaccounts.http;

import io.dynamicaccounts.http.auth.RateLimit;
import java.time.Duration;

/**
 * What an installation configures of its HTTP side.
 *
 * @param id the name of the installation: the {@code clouddriverId} of its agents
 * @param feature {@code dynamic-accounts.enabled}
 * @param pollInterval after which agents poll again while the feature is off
 * @param lease the lease of agents while the feature is off
 * @param rateLimit of each token
 */
public record ApiSettings(String id, Feature feature, Duration pollInterval, Duration lease, RateLimit rateLimit) {

    /** Whether dynamic accounts are turned on. */
    public enum Feature {
        ON,
        OFF
    }

    /** Returns settings with the feature on and the documented defaults. */
    public static ApiSettings of(String id) {
        return new ApiSettings(id, Feature.ON, Duration.ofSeconds(10), Duration.ofSeconds(45), RateLimit.DEFAULT);
    }
}
