package io.dynamicaccounts.infra.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** AWS's own linter, where it is installed. */
class LintTest {

    @Test
    void the_linter_has_nothing_to_say() {
        Tool.LINTER.require();
        Run lint = Run.of(Path.of("."), Map.of(), "", List.of("cfn-lint", Template.FILE.toString()));
        assertThat(lint).isEqualTo(new Run(0, "", ""));
    }
}
