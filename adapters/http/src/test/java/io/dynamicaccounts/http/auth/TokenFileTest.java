package io.dynamicaccounts.http.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import io.dynamicaccounts.functions.CapturedLog;
import io.dynamicaccounts.functions.account.AccountName;
import io.dynamicaccounts.functions.account.ZoneId;
import io.dynamicaccounts.http.auth.Authentication.Identified;
import io.dynamicaccounts.http.contract.Tokens;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenFileTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final String SECRET = "a-very-secret-token";

    private final AtomicReference<Instant> now = new AtomicReference<>(START);

    @RegisterExtension
    final CapturedLog log = CapturedLog.of(TokenFile.class);

    private int writes;

    @TempDir
    private Path folder;

    private Path file() {
        return folder.resolve("tokens.json");
    }

    /**
     * Writes the file, and sets a time that no earlier write had: the file system's own may be too coarse for a test.
     */
    private void write(String text) throws IOException {
        Files.writeString(file(), text);
        Files.setLastModifiedTime(file(), FileTime.from(START.plusSeconds(++writes)));
    }

    private static String entry(String name, String token, String scopes, String more) {
        return "{\"name\": \"%s\", \"sha256\": \"%s\", \"scopes\": [%s], \"expires\": \"2026-01-01T01:00:00Z\"%s}"
                .formatted(name, Tokens.sha256(token), scopes, more);
    }

    private static String file(String... entries) {
        return "{\"tokens\": [" + String.join(",", entries) + "]}";
    }

    private Identified identify(KnownTokens tokens, String token) {
        return new Authentication.Tokens(tokens).identify(List.of("Bearer " + token));
    }

    private boolean knows(KnownTokens tokens, String token) {
        return identify(tokens, token) instanceof Identified.Known;
    }

    private KnownTokens tokens() {
        return new KnownTokens(new TokenFile(file()), now::get);
    }

    @Test
    void a_token_is_known_by_its_hash_with_name_scopes_and_zone() throws IOException {
        write(file(entry("agents", SECRET, "\"agent\"", ", \"zone\": \"z1\"")));

        var known = (Identified.Known) identify(tokens(), SECRET);

        assertThat(known.principal().actor()).isEqualTo("agents");
        assertThat(known.principal().scopes()).containsExactly(Scope.AGENT);
        assertThat(known.principal().zone()).contains(new ZoneId("z1"));
        assertThat(known.principal().mayActIn(new ZoneId("z1"))).isTrue();
        assertThat(known.principal().mayActIn(new ZoneId("z2"))).isFalse();
    }

    @Test
    void the_hash_itself_is_no_token() throws IOException {
        write(file(entry("a", SECRET, "\"accounts:read\"", "")));

        assertThat(knows(tokens(), Tokens.sha256(SECRET))).isFalse();
        assertThat(knows(tokens(), SECRET)).isTrue();
    }

    @Test
    void an_upper_case_hash_is_the_same_hash() throws IOException {
        write(file(entry("a", SECRET, "\"accounts:read\"", ""))
                .replace(Tokens.sha256(SECRET), Tokens.sha256(SECRET).toUpperCase(Locale.ROOT)));

        assertThat(knows(tokens(), SECRET)).isTrue();
    }

    @Test
    void a_token_ends_when_it_expires() throws IOException {
        write(file(entry("a", SECRET, "\"accounts:read\"", "")));
        KnownTokens tokens = tokens();

        now.set(START.plus(Duration.ofMinutes(60)).minusMillis(1));
        assertThat(knows(tokens, SECRET)).isTrue();
        now.set(START.plus(Duration.ofMinutes(60)));
        assertThat(knows(tokens, SECRET)).isFalse();
    }

    @Test
    void a_changed_file_is_read_again() throws IOException {
        write(file(entry("a", SECRET, "\"accounts:read\"", "")));
        KnownTokens tokens = tokens();

        write(file(entry("b", "another", "\"accounts:read\"", "")));

        assertThat(knows(tokens, SECRET)).isFalse();
        assertThat(knows(tokens, "another")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "{}",
                "{\"tokens\": {}}",
                "{\"tokens\": [{}]}",
                "{\"tokens\": [], \"more\": 1}",
                "{\"tokens\": [{\"name\": \"a-very-secret-token\", \"sha256\": \"a-very-secret-token\", \"scopes\": [\"a-very-secret-token\"], \"expires\": \"a-very-secret-token\"}]}"
            })
    void a_file_that_becomes_broken_leaves_the_tokens_as_they_were_and_is_logged_once_without_values(String broken)
            throws IOException {
        write(file(entry("a", SECRET, "\"accounts:read\"", "")));
        KnownTokens tokens = tokens();

        write(broken);

        assertThat(knows(tokens, SECRET)).isTrue();
        assertThat(knows(tokens, SECRET)).isTrue();
        assertThat(log.events()).hasSize(1);
        assertThat(log.events().getFirst().getFormattedMessage())
                .contains("tokens stay as they were")
                .doesNotContain(SECRET);
    }

    @Test
    void a_file_that_is_gone_leaves_the_tokens_as_they_were_until_it_is_back() throws IOException {
        write(file(entry("a", SECRET, "\"accounts:read\"", "")));
        KnownTokens tokens = tokens();

        Files.delete(file());
        assertThat(knows(tokens, SECRET)).isTrue();
        write("{\"tokens\": []}");

        assertThat(knows(tokens, SECRET)).isFalse();
    }

    @Test
    void the_log_says_which_tokens_hold_while_the_file_is_gone_or_broken() throws IOException {
        write(file(entry("a", SECRET, "\"accounts:read\"", "")));
        KnownTokens tokens = tokens();
        String held = "requests are still checked by the 1 tokens read at 2026-01-01T00:00:00Z, and what was changed"
                + " since has no effect";
        now.set(START.plusSeconds(60));

        Files.delete(file());
        assertThat(knows(tokens, SECRET)).isTrue();
        write("{");
        assertThat(knows(tokens, SECRET)).isTrue();

        assertThat(log.events().getFirst().getFormattedMessage())
                .isEqualTo("the tokens stay as they were: " + file() + " does not exist; " + held);
        assertThat(log.events().getLast().getFormattedMessage())
                .startsWith("the tokens stay as they were: " + file() + " is unusable: ")
                .endsWith("; " + held);
    }

    @Test
    void without_a_usable_file_there_is_no_start() throws IOException {
        assertThatThrownBy(this::tokens)
                .isInstanceOf(KnownTokens.Unusable.class)
                .hasMessageContaining("tokens.json");
        write("{\"tokens\": [{\"name\": \"" + SECRET + "\"}]}");
        assertThatThrownBy(this::tokens)
                .isInstanceOf(KnownTokens.Unusable.class)
                .hasMessageContaining("/tokens/0/sha256")
                .hasMessageNotContaining(SECRET);
    }

    @Test
    void an_agents_token_must_be_bound_to_a_zone() throws IOException {
        write(file(entry("a", SECRET, "\"agent\"", "")));

        assertThatThrownBy(this::tokens).hasMessageContaining("/tokens/0/zone");
    }

    private static String agents(String name, String token, String staticAccounts) {
        return entry(name, token, "\"agent\"", ", \"zone\": \"z1\"" + staticAccounts);
    }

    private boolean declares(String name) {
        return tokens().owner(SECRET).orElseThrow().mayDeclare(new AccountName(name));
    }

    @Test
    void a_token_may_declare_the_static_accounts_whose_whole_name_one_of_its_patterns_matches() throws IOException {
        write(file(agents("a", SECRET, ", \"staticAccounts\": [\"eu-.*\", \"shop|store\"]")));

        assertThat(declares("eu-1")).isTrue();
        assertThat(declares("store")).isTrue();
        assertThat(declares("prod-eu-1")).isFalse();
        assertThat(declares("stores")).isFalse();
    }

    @Test
    void a_token_without_static_accounts_may_declare_none() throws IOException {
        write(file(agents("a", SECRET, "")));
        assertThat(declares("eu-1")).isFalse();
        write(file(agents("a", SECRET, ", \"staticAccounts\": []")));
        assertThat(declares("eu-1")).isFalse();
    }

    @Test
    void an_agents_token_without_static_accounts_is_warned_of_by_its_name_whenever_the_file_is_read()
            throws IOException {
        write(file(
                agents("silent", SECRET, ""),
                agents("refusing", "second", ", \"staticAccounts\": []"),
                agents("declaring", "third", ", \"staticAccounts\": [\"eu-.*\"]"),
                entry("operator", "fourth", "\"accounts:read\"", "")));
        KnownTokens tokens = tokens();

        assertThat(warnings())
                .singleElement()
                .satisfies(message -> assertThat(message)
                        .contains("silent", "staticAccounts")
                        .doesNotContain("refusing", "declaring", "operator", SECRET, Tokens.sha256(SECRET)));
        write(file(agents("silent", SECRET, ""), agents("mute", "second", "")));
        assertThat(knows(tokens, SECRET)).isTrue();
        assertThat(warnings())
                .hasSize(2)
                .last()
                .satisfies(message -> assertThat(message).contains("mute, silent"));
    }

    private List<String> warnings() {
        return log.events().stream()
                .filter(event -> event.getLevel().equals(Level.WARN))
                .map(ILoggingEvent::getFormattedMessage)
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"eu-(\"", "\"(?=eu)\"", "7", "null", "\"\""})
    void a_wrong_pattern_makes_the_file_unusable_and_the_message_has_its_place(String wrong) throws IOException {
        write(file(agents("a", SECRET, ", \"staticAccounts\": [\"eu-.*\", " + wrong + "]")));

        assertThatThrownBy(this::tokens)
                .isInstanceOf(KnownTokens.Unusable.class)
                .hasMessageContaining("/tokens/0/staticAccounts/1 must be");
    }

    @Test
    void a_repeated_hash_makes_the_file_unusable_and_a_repeated_name_does_not() throws IOException {
        write(file(entry("a", SECRET, "\"accounts:read\"", ""), entry("b", SECRET, "\"accounts:write\"", "")));
        assertThatThrownBy(this::tokens).hasMessageContaining("/tokens/1/sha256");

        write(file(entry("a", SECRET, "\"accounts:read\"", ""), entry("a", "next", "\"accounts:read\"", "")));
        assertThat(knows(tokens(), SECRET)).isTrue();
        assertThat(knows(tokens(), "next")).isTrue();
    }

    @Test
    void the_text_of_a_token_shows_neither_the_token_nor_its_hash() throws IOException {
        write(file(entry("a", SECRET, "\"accounts:read\"", "")));

        assertThat(tokens().find(SECRET).orElseThrow().toString())
                .doesNotContain(SECRET)
                .doesNotContain(Tokens.sha256(SECRET));
    }
}
