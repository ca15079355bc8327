package io.dynamicaccounts.local.server;

import java.util.Map;

/**
 * Sets the limits that the JDK's server takes from system properties, which it reads once. Its own defaults wait for
 * a slow client for ever and delay small answers. A value given with {@code -D} is not changed.
 */
final class JdkServerLimits {

    private static final long CONNECTION = 64 * 1024;

    private static final Map<String, String> PROPERTIES = Map.of(
            // Seconds for a whole request to arrive: longer than the limit for its body, since only that limit gives
            // the client an answer.
            "sun.net.httpserver.maxReqTime", "40",
            // Seconds for the client to read the answer.
            "sun.net.httpserver.maxRspTime", "120",
            // Longer than the 30 seconds for which Java's client keeps a connection: the server must not be the
            // first to close one, or a request that is just being sent on it is lost.
            "sun.net.httpserver.idleInterval", "75",
            "sun.net.httpserver.maxIdleConnections", "1000",
            // A connection that has sent anything takes up to 64 KiB, including the head of its request.
            "jdk.httpserver.maxConnections",
                    Long.toString(Math.min(10_000, Runtime.getRuntime().maxMemory() / CONNECTION)),
            "sun.net.httpserver.maxReqHeaderSize", Integer.toString(32 * 1024),
            // The rest of a refused body is read and discarded, so that its sender can read the answer.
            "sun.net.httpserver.drainAmount", Integer.toString(16 * 1024 * 1024),
            // Without this, the kernel delays the second packet of an answer for 40 ms.
            "sun.net.httpserver.nodelay", "true");

    private JdkServerLimits() {}

    /** Sets the properties; must be called before the first server is created. */
    static void apply() {
        PROPERTIES.forEach((name, value) -> {
            if (System.getProperty(name) == null) {
                System.setProperty(name, value);
            }
        });
    }
}
