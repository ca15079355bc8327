package io.dynamicaccounts.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import io.dynamicaccounts.sources.GeneratedFleet;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * One scan of a large configuration, in a process of its own with little memory: too little for all definitions at
 * once, beside those of the file.
 */
@NeedsTestServer
@Timeout(300)
class LargeScanTest {

    @TempDir
    Path folder;

    @Test
    void two_thousand_accounts_are_migrated_by_one_scan_within_a_heap_of_28_mebibytes() throws Exception {
        Path file = GeneratedFleet.write(folder.resolve("clouddriver.yml"), ScanMeasurements.ACCOUNTS);
        Path output = folder.resolve("output");
        var builder = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-Xmx28m",
                        "-XX:+UseSerialGC",
                        "-XX:+ExitOnOutOfMemoryError",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Scanning.class.getName(),
                        file.toString())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().put("DYNAMODB_ENDPOINT", TestServer.endpoint().toString());

        Process process = builder.start();

        assertThat(process.waitFor(240, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(Files.readString(output)).isZero();
    }

    /** A process that migrates everything that one file has. */
    static final class Scanning {
        public static void main(String[] arguments) {
            try (var fleet = ScanMeasurements.fleet(Path.of(arguments[0]))) {
                ScanMeasurements.scan(fleet);
            }
        }
    }
}
