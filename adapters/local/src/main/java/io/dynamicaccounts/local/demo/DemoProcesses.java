package io.dynamicaccounts.local.demo;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The processes of a demo, its mock clusters, and their folder. Closing ends all of them and removes the folder.
 * Another thread may close the demo while the script runs, as Ctrl-C does.
 */
final class DemoProcesses implements AutoCloseable {

    private static final String SAMPLE = "clouddriver-local.yml";

    private final Path folder;
    private final MockClusters clusters;
    private final ChildProcess controlPlane;
    private final URI server;
    private final Map<String, ChildProcess> agents = new LinkedHashMap<>();
    private boolean closed;

    private DemoProcesses(Path folder, MockClusters clusters, ChildProcess controlPlane, URI server) {
        this.folder = folder;
        this.clusters = clusters;
        this.controlPlane = controlPlane;
        this.server = server;
    }

    /**
     * Opens the sample configuration's accounts, each on a mock cluster, and starts a control plane with short
     * intervals.
     */
    static DemoProcesses open() throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("dynamic-accounts-demo");
        Path credentials = folder.resolve(SAMPLE);
        MockClusters clusters = clusters(folder, credentials);
        boolean ready = false;
        try {
            var opened = open(folder, clusters, credentials);
            ready = true;
            return opened;
        } finally {
            if (!ready) {
                clusters.close();
            }
        }
    }

    private static MockClusters clusters(Path folder, Path credentials) throws IOException, InterruptedException {
        try (var sample = DemoProcesses.class.getResourceAsStream(SAMPLE)) {
            if (sample == null) {
                throw new IOException("the sample configuration is not in this build");
            }
            return MockClusters.open(MockCertificate.make(folder), sample, credentials);
        }
    }

    private static DemoProcesses open(Path folder, MockClusters clusters, Path credentials) throws IOException {
        ChildProcess controlPlane = ChildProcess.start(
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
            var opened = new DemoProcesses(
                    folder, clusters, controlPlane, URI.create(controlPlane.printed("listening on ")));
            ready = true;
            return opened;
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

    /** Returns the mock cluster of an account. */
    MockCluster cluster(String account) throws IOException {
        return clusters.of(account).orElseThrow(() -> new IOException("the sample has no account " + account));
    }

    /** Starts the reference agent as a separate process. */
    synchronized void startAgent(String id, String zone) throws IOException {
        if (closed) {
            return;
        }
        var arguments =
                List.of("agent", "--server", server.toString(), "--id", id, "--zone", zone, "--log-format", "text");
        agents.put(id, ChildProcess.start(folder.resolve(id + ".log"), List.of("-Xmx64m"), arguments));
    }

    /** Ends an agent as a power failure of its machine would. */
    synchronized void killAgent(String id) {
        ChildProcess agent = agents.remove(id);
        if (agent != null) {
            agent.kill();
        }
    }

    /** Returns whether the demo was closed, either by the thread that runs it or by another thread. */
    synchronized boolean closed() {
        return closed;
    }

    /** Ends every process and mock cluster. The folder stays for its logs, unless the demo is closed afterwards. */
    synchronized void end() {
        closed = true;
        agents.values().forEach(ChildProcess::kill);
        agents.clear();
        controlPlane.close();
        clusters.close();
    }

    @Override
    public synchronized void close() {
        end();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            // A temporary folder that cannot be removed is no reason to fail.
        }
    }
}
