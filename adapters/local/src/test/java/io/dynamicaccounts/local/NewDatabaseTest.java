package io.dynamicaccounts.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever names the wrong file is told that it holds nothing. */
class NewDatabaseTest {

    @TempDir
    Path folder;

    @Test
    void a_new_database_is_announced_once_and_one_that_was_there_is_not() throws Exception {
        try (var server = ServerProcess.start(folder, List.of("-Xmx256m"))) {
            assertThat(server.logged().replace("\\/", "/"))
                    .contains("new database created at " + server.database() + ", it has no accounts")
                    .contains("if you expected some, end this, and name their file with --database");
            server.stop();
            server.restart();
            assertThat(server.logged().split("new database created", -1))
                    .as("the log goes on in the same file")
                    .hasSize(2);
        }
    }
}
