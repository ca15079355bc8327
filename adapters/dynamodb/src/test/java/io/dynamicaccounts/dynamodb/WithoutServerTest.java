package io.dynamicaccounts.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests what becomes of the tests of this module where there is no server, and where one is named. */
class WithoutServerTest {

    private static final String PACKAGE = "io.dynamicaccounts.dynamodb";

    /** This class, the one that asks a server of its own, and the one that asks none. */
    private static final String EXCEPT = ".*(WithoutServer|SecondOpinion|ConditionClause)Test";

    @TempDir
    private Path folder;

    @Test
    void without_node_every_test_is_skipped_and_none_fails() throws Exception {
        TestRun run = TestRun.of(folder, PACKAGE, EXCEPT);

        assertThat(run.failures()).isEmpty();
        assertThat(run.succeeded()).isZero();
        assertThat(run.skipped()).isGreaterThan(200);
        assertThat(run.note()).startsWith("no Node.js with npm and no DYNAMODB_ENDPOINT");
    }

    @Test
    void a_server_that_was_asked_for_and_is_missing_is_not_replaced() throws Exception {
        TestRun run = TestRun.of(
                folder,
                PACKAGE,
                EXCEPT,
                "-D" + TestServer.MISSING_PROPERTY + "=no Docker",
                "-D" + TestServer.ENDPOINT_PROPERTY + "=http://127.0.0.1:9");

        assertThat(run.failures()).isEmpty();
        assertThat(run.succeeded()).isZero();
        assertThat(run.note()).isEqualTo("no Docker");
    }

    @Test
    void tests_run_against_the_endpoint_that_a_system_property_names() throws Exception {
        TestRun run = TestRun.of(
                folder,
                PACKAGE,
                ".*(?<!TableDefinition)Test",
                "-D" + TestServer.ENDPOINT_PROPERTY + "=" + TestServer.endpoint());

        assertThat(run.failures()).isEmpty();
        assertThat(run.succeeded()).isPositive();
        assertThat(run.skipped()).isZero();
        assertThat(run.note()).isEmpty();
    }
}
