package io.dynamicaccounts.http.auth;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The tokens that a secret of a cloud lists, in the form of a token file; read again by the first request after a minute.
 *
 * <p>A secret that cannot be read again, or holds anything wrong, leaves the tokens as they were and is logged each time it is
 * tried. What it holds is never logged, nor is the message of what could not read it, which may quote it.
 */
public final class TokenSecret implements KnownTokens {

    /** How long a change may take to be heard of; each environment of a function asks so often at most. */
    public static final Duration READ_EVERY = Duration.ofMinutes(1);

    private static final Logger LOG = LoggerFactory.getLogger(TokenSecret.class);

    private final String name;
    private final Supplier<byte[]> secret;
    private final InstantSource clock;
    private Snapshot snapshot;

    /**
     * What holds.
     *
     * @param asked when it was last asked for
     * @param read when the tokens were read
     * @param broken whether it could not be read again since
     */
    private record Snapshot(Instant asked, TokenList tokens, Instant read, boolean broken) {

        static Snapshot fresh(Instant now, TokenList tokens) {
            return new Snapshot(now, tokens, now, false);
        }

        Snapshot stillAt(Instant now) {
            return new Snapshot(now, tokens, read, true);
        }
    }

    /**
     * Reads the secret for the first time.
     *
     * @param name of the secret, for messages
     * @param secret reads it; may throw anything
     * @throws Unusable when it cannot be read, or holds anything wrong
     */
    public TokenSecret(String name, Supplier<byte[]> secret, InstantSource clock) {
        this.name = name;
        this.secret = secret;
        this.clock = clock;
        byte[] bytes;
        try {
            bytes = secret.get();
        } catch (RuntimeException e) {
            throw new Unusable(name, "it cannot be read (" + e.getClass().getSimpleName() + ")");
        }
        this.snapshot = switch (Token.read(bytes)) {
            case Token.Read.Tokens(var tokens) -> Snapshot.fresh(clock.instant(), new TokenList(tokens));
            case Token.Read.Broken(String reason) -> throw new Unusable(name, reason);
        };
        snapshot.tokens().warn(LOG);
    }

    /** There are no tokens to begin with. The message names the secret, the place and what would be right, never a value. */
    public static final class Unusable extends RuntimeException {
        private static final long serialVersionUID = 1;

        Unusable(String name, String reason) {
            super("the secret " + name + " is no usable token file: " + reason);
        }
    }

    @Override
    public Optional<Principal> owner(String token) {
        return current().find(token, clock.instant()).map(Token::principal);
    }

    @Override
    public Optional<String> trouble() {
        Snapshot held = present();
        return held.broken()
                ? Optional.of("the secret that lists the tokens cannot be used: requests are still checked by the "
                        + held.tokens().size() + " tokens read at "
                        + held.read().truncatedTo(ChronoUnit.SECONDS))
                : Optional.empty();
    }

    private TokenList current() {
        return present().tokens();
    }

    private synchronized Snapshot present() {
        Instant now = clock.instant();
        if (!now.isBefore(snapshot.asked().plus(READ_EVERY))) {
            snapshot = reread(snapshot, now);
        }
        return snapshot;
    }

    private Snapshot reread(Snapshot held, Instant now) {
        try {
            switch (Token.read(secret.get())) {
                case Token.Read.Tokens(var tokens) -> {
                    var read = new TokenList(tokens);
                    if (!read.equals(held.tokens())) {
                        LOG.info("read {} tokens anew from {}", read.size(), name);
                        read.warn(LOG);
                    }
                    return Snapshot.fresh(now, read);
                }
                case Token.Read.Broken(String reason) ->
                    LOG.error("the tokens stay as they were: {} is unusable: {}", name, reason);
            }
        } catch (RuntimeException e) {
            LOG.error(
                    "the tokens stay as they were: {} cannot be read ({})",
                    name,
                    e.getClass().getSimpleName());
        }
        return held.stillAt(now);
    }
}
