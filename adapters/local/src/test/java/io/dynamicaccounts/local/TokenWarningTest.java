package io.dynamicaccounts.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.dynamicaccounts.http.contract.Request;
import io.dynamicaccounts.http.contract.Tokens;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code serve} says of agents' tokens for which nobody has decided what they may declare. */
class TokenWarningTest {

    private static final String SECRET = "a-token-that-nobody-may-read";

    @TempDir
    Path folder;

    private Path tokens() {
        return folder.resolve("tokens.json");
    }

    private void write(String name, String more) throws IOException {
        Files.writeString(tokens(), """
                {"tokens": [{"name": "%s", "sha256": "%s", "scopes": ["agent"], "zone": "eu",
                    "expires": "2999-01-01T00:00:00Z"%s}]}""".formatted(name, Tokens.sha256(SECRET), more));
    }

    private ServerProcess serve() throws IOException {
        return ServerProcess.start(
                folder, List.of(), "--set", "auth.mode=tokens", "--set", "auth.token-file=" + tokens());
    }

    @Test
    void serve_names_them_at_its_start_and_when_the_file_has_changed() throws IOException {
        write("agents-of-eu", "");
        try (var server = serve()) {
            assertThat(server.logged()).contains("WARN", "agents-of-eu", "staticAccounts");

            write("renamed-agents", "");
            RawHttp.once(server.uri(), Request.of("GET", "/metrics").header("Authorization", "Bearer " + SECRET));

            assertThat(server.logged()).contains("renamed-agents").doesNotContain(SECRET, Tokens.sha256(SECRET));
        }
    }

    @Test
    void an_empty_list_is_a_decision() throws IOException {
        write("agents-of-eu", ", \"staticAccounts\": []");
        try (var server = serve()) {
            assertThat(server.logged()).doesNotContain("agents-of-eu");
        }
    }
}
