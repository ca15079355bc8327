package io.dynamicaccounts.http.auth;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A secret of a cloud that lists tokens, in the form of a token file; read again by the first request after a minute.
 * The log has neither what the secret holds nor the message of an exception, which may quote it.
 *
 * @param name of the secret, for messages
 * @param secret reads the secret; may throw anything
 */
public record TokenSecret(String name, Supplier<byte[]> secret) implements TokenSource {

    /**
     * The longest time before a change takes effect; each environment of a function reads the secret no more often.
     */
    public static final Duration READ_EVERY = Duration.ofMinutes(1);

    private static final Logger LOG = LoggerFactory.getLogger(TokenSecret.class);

    @Override
    public Reading read(Instant now) {
        return new Reading(list(), later -> !later.isBefore(now.plus(READ_EVERY)));
    }

    private Result list() {
        try {
            return TokenList.read(secret.get());
        } catch (RuntimeException e) {
            return Failure.unreadable(e);
        }
    }

    @Override
    public String place() {
        return name;
    }

    @Override
    public boolean isReadOnChange() {
        return false;
    }

    @Override
    public Logger log() {
        return LOG;
    }

    @Override
    public String unusable(Failure failure) {
        return "the secret " + name + " is no usable token file: " + failure.reason();
    }

    @Override
    public String logged(Failure failure, String held) {
        return name + " " + failure.what() + failure.detail();
    }

    @Override
    public String trouble(Failure failure, String held) {
        return "the secret that lists the tokens cannot be used: " + held;
    }
}
