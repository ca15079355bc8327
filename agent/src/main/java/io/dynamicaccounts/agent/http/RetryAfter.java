package io.dynamicaccounts.agent.http;

import java.net.http.HttpHeaders;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/**
 * Reads the Retry-After header (RFC 9110, section 10.2.3): seconds, or a date, which counts by the clock of the
 * sender.
 */
final class RetryAfter {

    /** A longer wait would be a mistake without a symptom, so that the agent asks again after an hour. */
    private static final Duration LONGEST = Duration.ofHours(1);

    private RetryAfter() {}

    static Optional<Duration> of(HttpHeaders headers, InstantSource clock) {
        return headers.firstValue("Retry-After").flatMap(value -> {
            String text = value.strip();
            if (text.matches("\\d{1,18}")) {
                return Optional.of(bounded(Duration.ofSeconds(Long.parseLong(text))));
            }
            Instant now = headers.firstValue("Date").flatMap(RetryAfter::date).orElseGet(clock::instant);
            return date(text).map(then -> bounded(Duration.between(now, then)));
        });
    }

    private static Optional<Instant> date(String text) {
        try {
            return Optional.of(ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant());
        } catch (DateTimeException unreadable) {
            return Optional.empty();
        }
    }

    private static Duration bounded(Duration wait) {
        if (wait.isNegative()) {
            return Duration.ZERO;
        }
        return wait.compareTo(LONGEST) > 0 ? LONGEST : wait;
    }
}
