package io.dynamicaccounts.sources;

import static org.assertj.core.api.Assertions.assertThat;

import io.dynamicaccounts.functions.account.AccountName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Tests the time and memory of a large file. Clouddriver once took more than ten minutes to bind thousands of
 * accounts. Here 10,000 take a quarter to half a second and 20 MiB; the bounds leave room for slow machines, and fail
 * when the cost of each account grows.
 */
class LargeFleetTest {

    @TempDir
    Path folder;

    @Test
    void thousand_accounts_hang__ten_thousand_are_read_in_seconds_and_all_found_in_batches() throws IOException {
        var source =
                new ClouddriverConfiguration(GeneratedFleet.write(folder.resolve("clouddriver-local.yml"), 10_000));

        long start = System.nanoTime();
        assertThat(source.problems()).isEmpty();
        for (int batch = 0; batch < 10; batch++) {
            List<AccountName> names = IntStream.range(batch * 1_000, (batch + 1) * 1_000)
                    .mapToObj(i -> new AccountName("fleet-%05d".formatted(i)))
                    .toList();
            assertThat(source.find(names)).hasSize(1_000);
        }
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
    }

    @Test
    void thousand_accounts_hang__reading_ten_thousand_fits_into_a_heap_of_48_mebibytes() throws Exception {
        Path file = GeneratedFleet.write(folder.resolve("clouddriver-local.yml"), 10_000);
        Path output = folder.resolve("output");

        Process process = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-Xmx48m",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Reading.class.getName(),
                        file.toString())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();

        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(Files.readString(output)).isZero();
    }

    /** A process that reads one file. */
    static final class Reading {
        public static void main(String[] arguments) {
            var source = new ClouddriverConfiguration(Path.of(arguments[0]));
            System.exit(source.problems().isEmpty() ? 0 : 1);
        }
    }
}
