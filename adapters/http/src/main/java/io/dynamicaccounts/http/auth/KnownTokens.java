package io.dynamicaccounts.http.auth;

import io.dynamicaccounts.http.auth.Authentication.Identified;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.Predicate;
import org.slf4j.Logger;

/**
 * The tokens that a source lists, read again whenever the source has newer ones.
 *
 * <p>A source that cannot be read again, or holds anything wrong, leaves the tokens as they were. Each such attempt
 * is logged, and {@link #trouble} reports the source until it is mended: a slip in an edit locks nobody out. Safe for
 * use by any number of threads; neither logs nor keeps a token.
 */
public final class KnownTokens implements TokenCheck {

    private final TokenSource source;
    private final InstantSource clock;
    private final Logger log;
    private volatile Snapshot snapshot;

    /**
     * The tokens that hold.
     *
     * @param read when the tokens were read
     * @param failure why no newer ones were read since
     * @param outdated whether the source is to be read again
     */
    private record Snapshot(
            TokenList tokens, Instant read, Optional<TokenSource.Failure> failure, Predicate<Instant> outdated) {

        String inWords() {
            return "requests are still checked by the " + tokens.size() + " tokens read at "
                    + read.truncatedTo(ChronoUnit.SECONDS);
        }
    }

    /**
     * Reads the source for the first time.
     *
     * @throws Unusable when the source cannot be read, or holds anything wrong
     */
    public KnownTokens(TokenSource source, InstantSource clock) {
        this.source = source;
        this.clock = clock;
        this.log = source.log();
        TokenSource.Reading reading = source.read(clock.instant());
        this.snapshot = switch (reading.result()) {
            case TokenSource.Listed(TokenList tokens) -> fresh(tokens, reading);
            case TokenSource.Failure failure -> throw new Unusable(source.unusable(failure));
        };
        snapshot.tokens().warn(log);
    }

    /**
     * There are no tokens to begin with. The message names the source, the place and what would be right, never a
     * value.
     */
    public static final class Unusable extends RuntimeException {
        private static final long serialVersionUID = 1;

        Unusable(String message) {
            super(message);
        }
    }

    /** Returns the owner of a token, if the token is one of these and has not expired. Never throws. */
    public Optional<Principal> owner(String token) {
        return find(token).map(Token::principal);
    }

    @Override
    public Identified check(String token) {
        return owner(token).<Identified>map(Identified.Known::new).orElseGet(Identified.Invalid::new);
    }

    /** Returns the entry of a token that has not expired. */
    Optional<Token> find(String token) {
        return newest().tokens().find(token, clock.instant());
    }

    /**
     * Returns why these are not the newest tokens, and which hold meanwhile; empty while they are the newest. Anybody
     * may read the text: it names neither place nor token.
     */
    @Override
    public Optional<String> trouble() {
        Snapshot held = newest();
        return held.failure().map(failure -> source.trouble(failure, held.inWords()));
    }

    private Snapshot newest() {
        Snapshot held = snapshot;
        return held.outdated().test(clock.instant()) ? readAgain() : held;
    }

    private synchronized Snapshot readAgain() {
        Snapshot held = snapshot;
        // Another thread may have read the source while this one waited.
        if (held.outdated().test(clock.instant())) {
            TokenSource.Reading reading = source.read(clock.instant());
            snapshot = switch (reading.result()) {
                case TokenSource.Listed(TokenList tokens) -> {
                    if (source.isReadOnChange() || !tokens.equals(held.tokens())) {
                        log.info("read {} tokens anew from {}", tokens.size(), source.place());
                        tokens.warn(log);
                    }
                    yield fresh(tokens, reading);
                }
                case TokenSource.Failure failure -> {
                    log.error("the tokens stay as they were: {}", source.logged(failure, held.inWords()));
                    yield new Snapshot(held.tokens(), held.read(), Optional.of(failure), reading.outdated());
                }
            };
        }
        return snapshot;
    }

    private Snapshot fresh(TokenList tokens, TokenSource.Reading reading) {
        return new Snapshot(tokens, clock.instant(), Optional.empty(), reading.outdated());
    }
}
