package io.dynamicaccounts.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.dynamicaccounts.http.contract.Exchange;
import io.dynamicaccounts.http.contract.Reply;
import io.dynamicaccounts.http.contract.Request;
import io.dynamicaccounts.http.contract.Tokens;
import io.dynamicaccounts.local.command.Ran;
import io.dynamicaccounts.oidc.SignInContract;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sign-in with a process. */
class LocalSignInTest extends SignInContract {

    @TempDir
    static Path folder;

    private final List<ServerProcess> servers = new ArrayList<>();

    @Override
    protected Exchange start(Map<String, String> settings) {
        try {
            Path own = Files.createDirectories(folder.resolve("server-" + servers.size()));
            Path tokens = own.resolve("tokens.json");
            Files.writeString(tokens, Tokens.file());
            var arguments = new ArrayList<>(List.of("--set", "auth.token-file=" + tokens));
            settings.forEach((key, value) -> arguments.addAll(List.of("--set", key + "=" + value)));
            var server = ServerProcess.start(own, List.of(), arguments.toArray(String[]::new));
            servers.add(server);
            return new Exchange() {
                @Override
                public Reply send(Request request) {
                    try {
                        return RawHttp.once(server.uri(), request);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                }

                @Override
                public void close() {
                    server.close();
                }
            };
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    protected String printed() {
        return servers.stream().map(ServerProcess::logged).collect(Collectors.joining());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://169.254.169.254/latest",
                "http://id.example.org",
                "https://user:secret@id.example.org",
                "secret"
            })
    void an_issuer_that_cannot_be_one_ends_the_start_with_2_and_says_what_would_be_right(String issuer) {
        Ran ran = Ran.of(
                "serve",
                "--database",
                folder.resolve("never.db").toString(),
                "--set",
                "auth.mode=oidc",
                "--set",
                "auth.oidc.audience=a",
                "--set",
                "auth.oidc.issuer=" + issuer);

        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.err())
                .contains("dynamic-accounts.auth.oidc.issuer must ")
                .doesNotContain("secret");
        assertThat(folder.resolve("never.db")).doesNotExist();
    }

    @Test
    void algorithms_of_shared_secrets_cannot_be_accepted() {
        Ran ran = Ran.of(
                "serve",
                "--set",
                "auth.mode=oidc",
                "--set",
                "auth.oidc.audience=a",
                "--set",
                "auth.oidc.issuer=https://id.example.org",
                "--set",
                "auth.oidc.algorithms=RS256,HS256,none");

        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.err()).contains("'HS256' is not", "'none' is not");
    }
}
