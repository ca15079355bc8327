package io.dynamicaccounts.agent.http;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests the log lines about an unusable token file, which name the token that counts. */
class TokenFileLogTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final Logger log = (Logger) org.slf4j.LoggerFactory.getLogger(AgentTokenFile.class);
    private final ListAppender<ILoggingEvent> appender = new ListAppender<>();

    @TempDir
    Path folder;

    @BeforeEach
    void listen() {
        log.setLevel(Level.INFO);
        appender.start();
        log.addAppender(appender);
    }

    @AfterEach
    void detach() {
        log.detachAppender(appender);
        log.setLevel(null);
    }

    private Path file() {
        return folder.resolve("token");
    }

    private void write(String token) throws IOException {
        Files.writeString(file(), token);
        Files.setLastModifiedTime(file(), FileTime.from(START));
    }

    private List<String> lines() {
        return appender.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }

    @Test
    void a_missing_file_leaves_the_last_token_and_is_logged_once_and_once_more_when_it_is_back() throws IOException {
        write("canary");
        AgentTokenFile token = new AgentTokenFile(file());
        assertThat(token.current()).contains("canary");

        Files.delete(file());
        assertThat(token.current()).contains("canary");
        assertThat(token.current()).contains("canary");
        assertThat(lines())
                .containsExactly("The token file " + file()
                        + " does not exist: requests go on with the token read last until it does hold one");

        // The same file with the same times, as a backup restores it.
        write("canary");
        assertThat(token.current()).contains("canary");
        assertThat(lines())
                .last()
                .isEqualTo("The token file " + file() + " holds a token again, which is sent from now on");
        write("two lines\nof it");
        Files.setLastModifiedTime(file(), FileTime.from(START.plusSeconds(1)));
        assertThat(token.current()).contains("canary");
        assertThat(lines()).last().asString().contains("does not hold a token on one line", "the token read last");
        assertThat(String.join("", lines())).doesNotContain("canary", "of it");
    }

    @Test
    void without_any_token_the_log_says_that_requests_are_sent_without() {
        assertThat(new AgentTokenFile(file()).current()).isEmpty();
        assertThat(lines()).singleElement().asString().contains("does not exist", "are sent without a token");
    }
}
