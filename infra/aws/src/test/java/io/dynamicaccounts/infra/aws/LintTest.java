package io.dynamicaccounts.infra.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** AWS's own linter, where it is installed. */
class LintTest {

    @Test
    void the_linter_has_nothing_to_say() throws Exception {
        assumeThat(installed()).as("cfn-lint is installed").isTrue();
        var lint = new ProcessBuilder("cfn-lint", Template.FILE.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(lint.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(lint.waitFor(2, TimeUnit.MINUTES)).isTrue();
        assertThat(said).isEmpty();
        assertThat(lint.exitValue()).isZero();
    }

    private static boolean installed() throws InterruptedException {
        try {
            return new ProcessBuilder("cfn-lint", "--version")
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException absent) {
            return false;
        }
    }
}
