package io.dynamicaccounts.http.auth;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The tokens that a file lists, by their hashes; read again when the file changes.
 *
 * <p>A changed file that cannot be read, or holds anything wrong, leaves the tokens as they were and is logged once, and
 * told by {@link #trouble} until it is mended: a slip in an edit locks nobody out. Safe for use by any number of threads.
 */
public final class TokenFile implements KnownTokens {

    private static final Logger LOG = LoggerFactory.getLogger(TokenFile.class);

    private final Path path;
    private final InstantSource clock;
    private volatile Snapshot snapshot;

    /** What a file's metadata said when it was read. */
    private record Stamp(FileTime modified, long size) {}

    /**
     * What holds.
     *
     * @param read when the tokens were read
     * @param trouble why no newer ones were
     */
    private record Snapshot(Optional<Stamp> stamp, TokenList tokens, Instant read, Optional<String> trouble) {}

    /**
     * Reads the file for the first time.
     *
     * @throws Unusable when it is missing, cannot be read, or holds anything wrong
     */
    public TokenFile(Path path, InstantSource clock) {
        this.path = path;
        this.clock = clock;
        try {
            Stamp stamp = stamp();
            this.snapshot = switch (Token.read(Files.readAllBytes(path))) {
                case Token.Read.Tokens(var tokens) ->
                    new Snapshot(Optional.of(stamp), new TokenList(tokens), clock.instant(), Optional.empty());
                case Token.Read.Broken(String reason) -> throw new Unusable(path, reason);
            };
        } catch (IOException e) {
            throw new Unusable(path, "it cannot be read (" + e.getClass().getSimpleName() + ")");
        }
        snapshot.tokens().warn(LOG);
    }

    /** There is no token file to begin with. The message names the file, the place and what would be right, never a value. */
    public static final class Unusable extends RuntimeException {
        private static final long serialVersionUID = 1;

        Unusable(Path path, String reason) {
            super("the token file " + path + " is unusable: " + reason);
        }
    }

    @Override
    public Optional<Principal> owner(String token) {
        return find(token).map(Token::principal);
    }

    /** The entry of a token that has not expired. */
    Optional<Token> find(String token) {
        return current().find(token, clock.instant());
    }

    @Override
    public Optional<String> trouble() {
        Snapshot held = present();
        return held.trouble().map(why -> "the token file " + why + ": " + stillHolds(held));
    }

    private TokenList current() {
        return present().tokens();
    }

    private Snapshot present() {
        Snapshot held = snapshot;
        Optional<Stamp> now = stampIfThere();
        return now.equals(held.stamp()) ? held : reread(held, now);
    }

    private synchronized Snapshot reread(Snapshot held, Optional<Stamp> now) {
        // Another thread may have been here first.
        if (!snapshot.equals(held)) {
            return snapshot;
        }
        try {
            snapshot = switch (Token.read(Files.readAllBytes(path))) {
                case Token.Read.Tokens(var tokens) -> {
                    LOG.info("read {} tokens anew from {}", tokens.size(), path);
                    var read = new TokenList(tokens);
                    read.warn(LOG);
                    yield new Snapshot(now, read, clock.instant(), Optional.empty());
                }
                case Token.Read.Broken(String reason) -> kept(held, now, "is unusable", ": " + reason);
            };
        } catch (NoSuchFileException e) {
            snapshot = kept(held, now, "does not exist", "");
        } catch (IOException e) {
            snapshot = kept(held, now, "cannot be read", " (" + e.getClass().getSimpleName() + ")");
        }
        return snapshot;
    }

    private Snapshot kept(Snapshot held, Optional<Stamp> now, String why, String more) {
        LOG.error("the tokens stay as they were: {} {}{}; {}", path, why, more, stillHolds(held));
        return new Snapshot(now, held.tokens(), held.read(), Optional.of(why));
    }

    private static String stillHolds(Snapshot held) {
        return "requests are still checked by the " + held.tokens().size() + " tokens read at "
                + held.read().truncatedTo(ChronoUnit.SECONDS) + ", and what was changed since has no effect";
    }

    private Optional<Stamp> stampIfThere() {
        try {
            return Optional.of(stamp());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private Stamp stamp() throws IOException {
        var attributes = Files.readAttributes(path, BasicFileAttributes.class);
        return new Stamp(attributes.lastModifiedTime(), attributes.size());
    }
}
