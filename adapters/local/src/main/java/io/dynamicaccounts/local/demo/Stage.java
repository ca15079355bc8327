package io.dynamicaccounts.local.demo;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The processes of a demo and the folder that they live in. Closing ends all of them and removes the folder; it may be closed by
 * another thread while the script runs, as Ctrl-C does.
 */
final class Stage implements AutoCloseable {

    private static final String SAMPLE = "clouddriver-local.yml";

    private final Path folder;
    private final Child controlPlane;
    private final URI server;
    private final Map<String, Child> agents = new LinkedHashMap<>();
    private boolean closed;

    private Stage(Path folder, Child controlPlane, URI server) {
        this.folder = folder;
        this.controlPlane = controlPlane;
        this.server = server;
    }

    /** A control plane with the sample configuration, whose intervals are short. */
    static Stage open() throws IOException {
        Path folder = Files.createTempDirectory("dynamic-accounts-demo");
        Path credentials = folder.resolve(SAMPLE);
        try (var sample = Stage.class.getResourceAsStream(SAMPLE)) {
            if (sample == null) {
                throw new IOException("the sample configuration is not in this build");
            }
            Files.copy(sample, credentials);
        }
        Child controlPlane = Child.start(
                folder.resolve("control-plane.log"),
                List.of("-Xmx256m"),
                List.of(
                        "serve",
                        "--port",
                        "0",
                        "--database",
                        folder.resolve("demo.db").toString(),
                        "--credentials",
                        credentials.toString(),
                        "--log-format",
                        "text",
                        "--set",
                        "poll-seconds=1",
                        "--set",
                        "heartbeat-timeout-seconds=4",
                        "--set",
                        "sweep-seconds=1",
                        "--set",
                        "retry-frequency-seconds=1"));
        boolean ready = false;
        try {
            var stage = new Stage(folder, controlPlane, URI.create(controlPlane.printed("listening on ")));
            ready = true;
            return stage;
        } finally {
            if (!ready) {
                controlPlane.kill();
            }
        }
    }

    URI server() {
        return server;
    }

    Path folder() {
        return folder;
    }

    /** Starts a simulated agent as a process of its own. */
    synchronized void startAgent(String id, String zone, String... rules) throws IOException {
        if (closed) {
            return;
        }
        var arguments = new ArrayList<>(List.of(
                "agent",
                "--server",
                server.toString(),
                "--id",
                id,
                "--zone",
                zone,
                "--log-format",
                "text",
                "--simulate"));
        arguments.addAll(List.of(rules));
        agents.put(id, Child.start(folder.resolve(id + ".log"), List.of("-Xmx64m"), arguments));
    }

    /** Ends an agent as a machine that loses power would. */
    synchronized void killAgent(String id) {
        Child agent = agents.remove(id);
        if (agent != null) {
            agent.kill();
        }
    }

    /** Whether it was closed, by whoever plays on it or by somebody who has seen enough. */
    synchronized boolean closed() {
        return closed;
    }

    /** Ends every process; the folder stays, for its logs, where this is not closed afterwards. */
    synchronized void end() {
        closed = true;
        agents.values().forEach(Child::kill);
        agents.clear();
        controlPlane.close();
    }

    @Override
    public synchronized void close() {
        end();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            // A temporary folder that stays is no reason to fail.
        }
    }
}
