package io.dynamicaccounts.secrets;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Tests that processes which start at once on a new installation use one keyset; else the secrets of some would be
 * lost.
 */
class LocalKeysetRaceTest {

    private static final byte[] NOTHING = {};

    @TempDir
    Path folder;

    @Test
    void threads_that_start_at_once_all_open_the_keyset_that_remains() throws Exception {
        for (int round = 0; round < 20; round++) {
            Path file = folder.resolve(round + ".keyset");
            var start = new CyclicBarrier(16);
            Callable<LocalKeyset> first = () -> {
                start.await();
                return LocalKeyset.openOrCreate(file);
            };
            List<Future<LocalKeyset>> keysets = new ArrayList<>();
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                for (int i = 0; i < 16; i++) {
                    keysets.add(threads.submit(first));
                }
            }
            byte[] wrapped = LocalKeyset.open(file).keyEncryption().encrypt(new byte[] {42}, NOTHING);
            for (Future<LocalKeyset> keyset : keysets) {
                assertThat(keyset.get().keyEncryption().decrypt(wrapped, NOTHING))
                        .containsExactly(42);
            }
        }
    }

    @Test
    void processes_that_start_at_once_all_open_the_keyset_that_remains() throws Exception {
        Path file = folder.resolve("local.keyset");
        List<Process> processes = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            processes.add(start(file));
        }
        for (Process process : processes) {
            String wrapped = new String(process.getInputStream().readAllBytes())
                    .lines()
                    .toList()
                    .getLast();
            assertThat(process.waitFor()).as(wrapped).isZero();
            byte[] unwrapped = LocalKeyset.open(file)
                    .keyEncryption()
                    .decrypt(HexFormat.of().parseHex(wrapped), NOTHING);
            assertThat(unwrapped).containsExactly(42);
        }
        assertThat(Files.list(folder)).containsExactly(file);
    }

    private static Process start(Path file) throws IOException {
        return new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        OneStart.class.getName(),
                        file.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    /** A process that opens the keyset and prints, in hexadecimal, a text that the keyset wrapped. */
    static final class OneStart {
        public static void main(String[] arguments) throws Exception {
            // Logback prints on standard output that it has no configuration; the answer is the last line.
            byte[] wrapped = LocalKeyset.openOrCreate(Path.of(arguments[0]))
                    .keyEncryption()
                    .encrypt(new byte[] {42}, NOTHING);
            System.out.println("\n" + HexFormat.of().formatHex(wrapped));
        }
    }
}
