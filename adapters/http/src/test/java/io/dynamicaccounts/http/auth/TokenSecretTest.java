package io.dynamicaccounts.http.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.dynamicaccounts.http.contract.Tokens;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class TokenSecretTest {

    private static final String OLD = "the-old-token";
    private static final String NEW = "the-new-token";

    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private String content = listing(OLD);
    private final AtomicInteger reads = new AtomicInteger();
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final Logger logger = (Logger) LoggerFactory.getLogger(TokenSecret.class);

    @BeforeEach
    void listen() {
        log.start();
        logger.addAppender(log);
    }

    @AfterEach
    void stopListening() {
        logger.detachAppender(log);
    }

    private static String listing(String token) {
        return """
                {"tokens": [{"name": "olivia", "sha256": "%s", "scopes": ["accounts:read"], "expires": "2027-01-01T00:00:00Z"}]}""".formatted(Tokens.sha256(token));
    }

    private TokenSecret secret() {
        return new TokenSecret("the-secret", this::read, () -> now);
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
    void a_change_is_heard_of_within_a_minute_and_the_secret_is_read_no_more_often() {
        TokenSecret tokens = secret();
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
    void one_that_expires_is_not_known_any_more() {
        TokenSecret tokens = secret();
        later(Duration.ofDays(365));
        assertThat(tokens.owner(OLD)).isEmpty();
    }

    @Test
    void a_secret_that_turns_unusable_leaves_the_tokens_as_they_were_and_says_so_without_its_content() {
        TokenSecret tokens = secret();
        content = "{\"tokens\": [{\"name\": \"hunter2\"}]}";
        later(TokenSecret.READ_EVERY);
        assertThat(tokens.owner(OLD)).isPresent();
        content = "";
        later(TokenSecret.READ_EVERY);
        assertThat(tokens.owner(OLD)).isPresent();

        assertThat(log.list)
                .hasSize(2)
                .allSatisfy(event -> assertThat(event.getFormattedMessage())
                        .contains("the tokens stay as they were: the-secret")
                        .doesNotContain("hunter2", Tokens.sha256(OLD)));
        assertThat(log.list)
                .allSatisfy(event -> assertThat(event.getThrowableProxy()).isNull());
    }

    @Test
    void without_a_usable_secret_there_is_nothing_to_begin_with() {
        content = "{\"tokens\": [{\"name\": \"hunter2\"}]}";
        assertThatThrownBy(this::secret)
                .isInstanceOf(TokenSecret.Unusable.class)
                .hasMessageContainingAll("the-secret", "/tokens/0/sha256")
                .hasMessageNotContaining("hunter2");
        content = "";
        assertThatThrownBy(this::secret)
                .isInstanceOf(TokenSecret.Unusable.class)
                .hasMessage("the secret the-secret is no usable token file: it cannot be read (IllegalStateException)")
                .hasNoCause();
    }
}
