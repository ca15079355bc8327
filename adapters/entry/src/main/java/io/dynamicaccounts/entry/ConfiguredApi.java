package io.dynamicaccounts.entry;

import io.dynamicaccounts.configuration.Configuration;
import io.dynamicaccounts.configuration.Configuration.Auth;
import io.dynamicaccounts.http.ApiSettings;
import io.dynamicaccounts.http.ApiSettings.Feature;
import io.dynamicaccounts.http.auth.RateLimit;
import java.time.Duration;

/** Translates the configuration into the settings of the HTTP side. */
public final class ConfiguredApi {

    private ConfiguredApi() {}

    /**
     * Returns the settings of the HTTP side.
     *
     * @param installation names the installation to operators, who may use several
     */
    public static ApiSettings settings(String installation, Configuration configuration) {
        Duration poll = configuration.settings().timing().pollInterval();
        return new ApiSettings(
                installation,
                configuration.enabled() ? Feature.ON : Feature.OFF,
                poll,
                configuration.settings().leaseAt(poll),
                switch (configuration.auth()) {
                    case Auth.None none -> RateLimit.DEFAULT;
                    case Auth.Tokens tokens -> tokens.limit();
                    case Auth.Oidc oidc -> oidc.limit();
                });
    }
}
