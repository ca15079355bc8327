package io.dynamicaccounts.local.server;

import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Sets the limits of the JDK's server before any test of this module, as the process does before its first server. The
 * JDK reads them once, and here a stand-in of some other service may be the first server of all.
 */
public final class LimitsFirst implements BeforeAllCallback {

    @Override
    public void beforeAll(ExtensionContext context) {
        JdkServerLimits.apply();
    }
}
