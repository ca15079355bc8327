package io.dynamicaccounts.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.dynamicaccounts.dynamodb.TestRun;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests what becomes of the tests of the functions on a machine where nothing speaks DynamoDB's protocol. */
class WithoutServerTest {

    @TempDir
    private Path folder;

    @Test
    void without_node_the_tests_of_what_is_packaged_are_skipped_and_none_fails() throws Exception {
        TestRun run = TestRun.of(folder, "io.dynamicaccounts.aws.lambda", "none");

        assertThat(run.failures()).isEmpty();
        assertThat(run.succeeded()).isZero();
        assertThat(run.skipped()).isGreaterThan(100);
        assertThat(run.note()).startsWith("no Node.js with npm and no DYNAMODB_ENDPOINT");
    }
}
