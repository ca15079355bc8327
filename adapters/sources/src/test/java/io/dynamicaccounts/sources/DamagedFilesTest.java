package io.dynamicaccounts.sources;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.dynamicaccounts.functions.definition.CredentialSource.Unreadable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests that a damaged file is read, with or without problems, or is unreadable, and causes no other exception. */
class DamagedFilesTest {

    private static final byte[] TELLING = "{}[]&*!|>'\"%@`:,-?#<~ \n\t\\ax0\u0000".getBytes(UTF_8);

    private static final byte[] SOUND = """
            x: &x {kinds: [pod, service], cacheThreads: 2}
            kubernetes:
              accounts:
              - {name: a, <<: *x, permissions: {READ: [team]}}
              - name: b
                namespaces: [one, 1.10, ~]
                zebra: !!str 12
                kubeconfigContents: |
                  apiVersion: v1
            ---
            kubernetes: {accounts: [{name: 'c', serviceAccount: yes}]}
            """.getBytes(UTF_8);

    @TempDir
    Path folder;

    @Test
    void a_damaged_file_is_read_or_unreadable_and_causes_no_other_failure() throws IOException {
        for (long seed = 0; seed < 1_000; seed++) {
            Path file = Files.write(folder.resolve("clouddriver-local.yml"), damaged(new Random(seed)));
            try {
                new ClouddriverConfiguration(file).problems();
            } catch (Unreadable expected) {
                // An unreadable file is one of the two permitted results.
            } catch (RuntimeException e) {
                throw new AssertionError("seed " + seed, e);
            }
        }
    }

    private static byte[] damaged(Random random) {
        byte[] bytes = SOUND.clone();
        for (int i = random.nextInt(4); i >= 0; i--) {
            bytes[random.nextInt(bytes.length)] = TELLING[random.nextInt(TELLING.length)];
        }
        return random.nextInt(4) == 0 ? Arrays.copyOf(bytes, random.nextInt(bytes.length)) : bytes;
    }
}
