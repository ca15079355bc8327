package io.dynamicaccounts.http.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import io.dynamicaccounts.functions.CapturedLog;
import io.dynamicaccounts.functions.account.AccountName;
import io.dynamicaccounts.http.contract.Tokens;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class TokenSecretTest {

    private static final String OLD = "the-old-token";
    private static final String NEW = "the-new-token";

    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private String content = listing(OLD);
    private final AtomicInteger reads = new AtomicInteger();

    @RegisterExtension
    final CapturedLog log = CapturedLog.of(TokenSecret.class);

    private static String listing(String token) {
        return """
                {"tokens": [{"name": "olivia", "sha256": "%s", "scopes": ["accounts:read"], "expires": "2027-01-01T00:00:00Z"}]}""".formatted(Tokens.sha256(token));
    }

    private KnownTokens secret() {
        return new KnownTokens(new TokenSecret("the-secret", this::read), () -> now);
    }

    private byte[] read() {
        reads.incrementAndGet();
        if (content.isEmpty()) {
            throw new IllegalStateException("told by a service: " + listing(OLD));
        }
        return content.getBytes(StandardCharsets.UTF_8);
    }

    private void later(Duration time) {
        now = now.plus(time);
    }

    @Test
    void a_change_takes_effect_within_a_minute_and_the_secret_is_read_no_more_often() {
        KnownTokens tokens = secret();
        assertThat(tokens.owner(OLD)).map(Principal::actor).contains("olivia");
        content = listing(NEW);
        for (int i = 0; i < 100; i++) {
            assertThat(tokens.owner(NEW)).isEmpty();
        }
        later(Duration.ofSeconds(59));
        assertThat(tokens.owner(NEW)).isEmpty();
        assertThat(reads).hasValue(1);

        later(Duration.ofSeconds(1));
        assertThat(tokens.owner(NEW)).isPresent();
        assertThat(tokens.owner(OLD)).isEmpty();
        assertThat(reads).hasValue(2);
    }

    @Test
    void an_expired_token_is_unknown() {
        KnownTokens tokens = secret();
        later(Duration.ofDays(365));
        assertThat(tokens.owner(OLD)).isEmpty();
    }

    @Test
    void a_secret_that_becomes_unusable_leaves_the_tokens_as_they_were_and_is_logged_without_its_content() {
        KnownTokens tokens = secret();
        content = "{\"tokens\": [{\"name\": \"hunter2\"}]}";
        later(TokenSecret.READ_EVERY);
        assertThat(tokens.owner(OLD)).isPresent();
        content = "";
        later(TokenSecret.READ_EVERY);
        assertThat(tokens.owner(OLD)).isPresent();

        assertThat(log.events())
                .hasSize(2)
                .allSatisfy(event -> assertThat(event.getFormattedMessage())
                        .contains("the tokens stay as they were: the-secret")
                        .doesNotContain("hunter2", Tokens.sha256(OLD)));
        assertThat(log.events())
                .allSatisfy(event -> assertThat(event.getThrowableProxy()).isNull());
    }

    @Test
    void without_a_usable_secret_there_is_no_start() {
        content = "{\"tokens\": [{\"name\": \"hunter2\"}]}";
        assertThatThrownBy(this::secret)
                .isInstanceOf(KnownTokens.Unusable.class)
                .hasMessageContainingAll("the-secret", "/tokens/0/sha256")
                .hasMessageNotContaining("hunter2");
        content = "";
        assertThatThrownBy(this::secret)
                .isInstanceOf(KnownTokens.Unusable.class)
                .hasMessage("the secret the-secret is no usable token file: it cannot be read (IllegalStateException)")
                .hasNoCause();
    }

    private static String agents(String staticAccounts) {
        return """
                {"tokens": [{"name": "agents-of-eu", "sha256": "%s", "scopes": ["agent"], "zone": "eu",
                    "expires": "2027-01-01T00:00:00Z"%s}]}""".formatted(Tokens.sha256(OLD), staticAccounts);
    }

    @Test
    void an_agents_token_may_declare_the_accounts_that_its_patterns_match() {
        content = agents(", \"staticAccounts\": [\"eu-.*\"]");
        Principal agents = secret().owner(OLD).orElseThrow();

        assertThat(agents.mayDeclare(new AccountName("eu-1"))).isTrue();
        assertThat(agents.mayDeclare(new AccountName("us-1"))).isFalse();
        assertThat(log.events()).isEmpty();
    }

    @Test
    void an_agents_token_without_patterns_is_warned_of_when_the_secret_is_first_read_and_when_it_changes() {
        content = agents("");
        KnownTokens tokens = secret();
        assertThat(warnings())
                .hasSize(1)
                .first()
                .asString()
                .contains("agents-of-eu")
                .doesNotContain(Tokens.sha256(OLD));
        later(TokenSecret.READ_EVERY);
        assertThat(tokens.owner(OLD)).isPresent();
        assertThat(warnings()).as("the secret is unchanged").hasSize(1);

        content = agents("").replace("agents-of-eu", "agents-of-us");
        later(TokenSecret.READ_EVERY);
        assertThat(tokens.owner(OLD)).isPresent();
        assertThat(warnings()).hasSize(2).last().asString().contains("agents-of-us");
    }

    private List<String> warnings() {
        return log.events().stream()
                .filter(event -> event.getLevel().equals(Level.WARN))
                .map(ILoggingEvent::getFormattedMessage)
                .toList();
    }
}
