package io.dynamicaccounts.infra.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.dynamicaccounts.dynamodb.Machine;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** AWS's own linter, where it is installed. */
class LintTest {

    @Test
    void the_linter_has_nothing_to_say() throws Exception {
        assumeThat(Machine.runs("cfn-lint", "--version"))
                .as("cfn-lint is installed")
                .isTrue();
        var lint = new ProcessBuilder("cfn-lint", Template.FILE.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(lint.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(lint.waitFor(2, TimeUnit.MINUTES)).isTrue();
        assertThat(said).isEmpty();
        assertThat(lint.exitValue()).isZero();
    }
}
