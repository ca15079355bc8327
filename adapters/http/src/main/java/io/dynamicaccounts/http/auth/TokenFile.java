package io.dynamicaccounts.http.auth;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A file that lists tokens by their hashes; read again by the first request after the file has changed. */
public record TokenFile(Path path) implements TokenSource {

    private static final Logger LOG = LoggerFactory.getLogger(TokenFile.class);

    private static final String NO_EFFECT = ", and what was changed since has no effect";

    /** What the file's metadata says. */
    private record Stamp(FileTime modified, long size) {}

    @Override
    public Reading read(Instant now) {
        // Taken first: what is written during the reading is a change.
        Optional<Stamp> stamp = stamp();
        return new Reading(list(), later -> !stamp().equals(stamp));
    }

    private Result list() {
        try {
            return TokenList.read(Files.readAllBytes(path));
        } catch (NoSuchFileException e) {
            return new Failure("does not exist", "", Failure.unreadable(e).reason());
        } catch (IOException e) {
            return Failure.unreadable(e);
        }
    }

    private Optional<Stamp> stamp() {
        try {
            var attributes = Files.readAttributes(path, BasicFileAttributes.class);
            return Optional.of(new Stamp(attributes.lastModifiedTime(), attributes.size()));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    @Override
    public String place() {
        return path.toString();
    }

    @Override
    public boolean isReadOnChange() {
        return true;
    }

    @Override
    public Logger log() {
        return LOG;
    }

    @Override
    public String unusable(Failure failure) {
        return "the token file " + path + " is unusable: " + failure.reason();
    }

    @Override
    public String logged(Failure failure, String held) {
        return path + " " + failure.what() + failure.detail() + "; " + held + NO_EFFECT;
    }

    @Override
    public String trouble(Failure failure, String held) {
        return "the token file " + failure.what() + ": " + held + NO_EFFECT;
    }
}
