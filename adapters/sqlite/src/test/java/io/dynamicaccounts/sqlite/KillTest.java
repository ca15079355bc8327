package io.dynamicaccounts.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.dynamicaccounts.functions.account.Account;
import io.dynamicaccounts.functions.account.AccountName;
import java.io.BufferedReader;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Tests a process that is killed during its writes. */
@Timeout(60)
class KillTest {

    private static final int ROUNDS = 4;
    private static final int ANSWERS_BEFORE_THE_KILL = 300;

    @TempDir
    Path directory;

    @Test
    void every_write_that_was_answered_survives_the_kill() throws Exception {
        Path file = directory.resolve("killed.db");
        var answered = new HashMap<AccountName, Long>();
        for (int round = 0; round < ROUNDS; round++) {
            int before = answered.size();
            killInTheMiddle(file, round, answered);
            assertThat(answered).hasSizeGreaterThan(before);

            // The next process opens the file at once, without any clean-up.
            try (var store = SqliteStore.open(file)) {
                assertThat(store.integrityCheck()).isEmpty();
                Map<AccountName, Account> found = store.accounts().find(answered.keySet());
                assertThat(found).containsOnlyKeys(answered.keySet());
                answered.forEach(
                        (name, version) -> assertThat(found.get(name).version()).isGreaterThanOrEqualTo(version));
            }
        }
    }

    private void killInTheMiddle(Path file, int round, Map<AccountName, Long> answered) throws Exception {
        Process process = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElse("java"),
                        "--enable-native-access=ALL-UNNAMED",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        KilledWriter.class.getName(),
                        file.toString(),
                        Integer.toString(round))
                .redirectError(directory.resolve("killed-" + round + ".log").toFile())
                .start();
        try (BufferedReader out = process.inputReader()) {
            int lines = 0;
            // Reading goes on after the kill, because every line before the kill counts.
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                String[] words = line.split(" ");
                // The last line may have been cut off.
                if (words.length == 2 && words[1].matches("[12]")) {
                    answered.merge(new AccountName(words[0]), Long.parseLong(words[1]), Math::max);
                }
                if (++lines == ANSWERS_BEFORE_THE_KILL) {
                    assertThatExceptionOfType(UnusableDatabase.InUse.class).isThrownBy(() -> SqliteStore.open(file));
                    // The handle kills the process, because the process object would also close the stream that is
                    // read.
                    process.toHandle().destroyForcibly();
                }
            }
        } finally {
            process.destroyForcibly();
        }
        // The exit code shows the signal, and no fault of the process.
        assertThat(process.waitFor()).isEqualTo(128 + 9);
    }
}
