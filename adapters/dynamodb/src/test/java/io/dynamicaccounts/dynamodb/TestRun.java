package io.dynamicaccounts.dynamodb;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.platform.engine.discovery.ClassNameFilter;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/**
 * A run of tests in a process of its own, on a machine with no program in its path and no endpoint in its environment.
 *
 * @param failures all that failed, tests and whole classes
 * @param note the note of skipped tests, empty if there is none
 */
public record TestRun(long succeeded, long skipped, List<String> failures, String note) {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private static final String SUCCEEDED = "succeeded";
    private static final String SKIPPED = "skipped";
    private static final String FAILURES = "failures";

    /**
     * Runs all tests of a package whose class names do not match.
     *
     * @param folder an empty folder to run in
     * @param options options of the Java machine
     */
    public static TestRun of(Path folder, String packageName, String exceptClasses, String... options)
            throws IOException, InterruptedException {
        Path output = folder.resolve("output.txt");
        Path result = folder.resolve("result.properties");
        Files.createDirectories(folder.resolve("target"));
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx512m"));
        command.addAll(List.of(options));
        command.addAll(List.of("-cp", classPath(), TestRun.class.getName()));
        command.addAll(List.of(packageName, exceptClasses, result.toString()));
        ProcessBuilder process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        Map<String, String> environment = process.environment();
        environment.put(
                "PATH", Files.createDirectories(folder.resolve("no-programs")).toString());
        environment.remove("DYNAMODB_ENDPOINT");
        environment.remove("DYNAMODB_TESTS");
        Process running = process.start();
        try {
            if (!running.waitFor(PATIENCE) || running.exitValue() != 0) {
                throw new IOException("the tests did not run: " + Files.readString(output));
            }
        } finally {
            running.destroyForcibly();
        }
        return read(result, folder.resolve(TestServer.SKIPPED));
    }

    /** The same class path, wherever the process runs. */
    private static String classPath() {
        String separator = System.getProperty("path.separator");
        return String.join(
                separator,
                Arrays.stream(System.getProperty("java.class.path").split(separator))
                        .map(entry -> Path.of(entry).toAbsolutePath().toString())
                        .toList());
    }

    private static TestRun read(Path result, Path note) throws IOException {
        var read = new Properties();
        try (var reader = Files.newBufferedReader(result)) {
            read.load(reader);
        }
        return new TestRun(
                Long.parseLong(read.getProperty(SUCCEEDED)),
                Long.parseLong(read.getProperty(SKIPPED)),
                read.getProperty(FAILURES).lines().toList(),
                Files.exists(note) ? Files.readString(note) : "");
    }

    /** Runs the tests within the new process, and writes what became of them. */
    static void main(String[] arguments) throws IOException {
        LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                .selectors(DiscoverySelectors.selectPackage(arguments[0]))
                .filters(
                        ClassNameFilter.includeClassNamePatterns(".*Test"),
                        ClassNameFilter.excludeClassNamePatterns(arguments[1]))
                .build();
        var listener = new SummaryGeneratingListener();
        // Whoever starts a server for the build's own sessions does not start one here.
        var config = LauncherConfig.builder()
                .enableLauncherSessionListenerAutoRegistration(false)
                .build();
        LauncherFactory.create(config).execute(request, listener);
        TestExecutionSummary summary = listener.getSummary();
        summary.printFailuresTo(new PrintWriter(System.out, true));
        var written = new Properties();
        written.setProperty(SUCCEEDED, Long.toString(summary.getTestsSucceededCount()));
        written.setProperty(SKIPPED, Long.toString(summary.getTestsSkippedCount() + summary.getTestsAbortedCount()));
        written.setProperty(
                FAILURES,
                String.join(
                        "\n",
                        summary.getFailures().stream()
                                .map(failure ->
                                        failure.getTestIdentifier().getUniqueId() + ": " + failure.getException())
                                .toList()));
        try (var writer = Files.newBufferedWriter(Path.of(arguments[2]))) {
            written.store(writer, null);
        }
        System.exit(0); // whatever threads a test has left
    }
}
