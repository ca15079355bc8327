package io.dynamicaccounts.local.server;

import java.util.Map;

/**
 * What the JDK's server bounds by system properties, which it reads once. Its own defaults wait for a slow client for ever and
 * delay small answers; a value given with {@code -D} is left alone.
 */
final class JdkServerLimits {

    private static final long CONNECTION = 64 * 1024;

    private static final Map<String, String> PROPERTIES = Map.of(
            // Seconds for a whole request to arrive: longer than its body is given, since that can be told.
            "sun.net.httpserver.maxReqTime", "40",
            // Seconds for its answer to be taken.
            "sun.net.httpserver.maxRspTime", "120",
            // Longer than the 30 seconds for which Java's client keeps a connection: the server must not be the first
            // to
            // close one, or a request that is just under way on it is lost.
            "sun.net.httpserver.idleInterval", "75",
            "sun.net.httpserver.maxIdleConnections", "1000",
            // One that has sent anything takes up to 64 KiB, its head included.
            "jdk.httpserver.maxConnections",
                    Long.toString(Math.min(10_000, Runtime.getRuntime().maxMemory() / CONNECTION)),
            "sun.net.httpserver.maxReqHeaderSize", Integer.toString(32 * 1024),
            // What is left of a body that was refused is read and thrown away, so that its sender gets to see the
            // answer.
            "sun.net.httpserver.drainAmount", Integer.toString(16 * 1024 * 1024),
            // Else the kernel holds back the second packet of an answer for 40 ms.
            "sun.net.httpserver.nodelay", "true");

    private JdkServerLimits() {}

    /** To be called before the first server is created. */
    static void apply() {
        PROPERTIES.forEach((name, value) -> {
            if (System.getProperty(name) == null) {
                System.setProperty(name, value);
            }
        });
    }
}
