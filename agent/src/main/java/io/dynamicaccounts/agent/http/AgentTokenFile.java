package io.dynamicaccounts.agent.http;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads a token from a file, and again whenever the file has changed, as a mounted secret does under a running
 * process. While the file cannot be read, or holds no token, requests use the last token that was read. Thread-safe.
 */
public final class AgentTokenFile implements BearerToken {

    private static final Logger LOG = LoggerFactory.getLogger(AgentTokenFile.class);

    /** The b64token of RFC 6750 and all other visible characters; a line break would begin another header. */
    private static final Pattern TOKEN = Pattern.compile("[\\x21-\\x7E]{1,16384}");

    private final Path file;
    private @Nullable Stamp read;
    private @Nullable String token;
    private boolean warned;

    private record Stamp(
            FileTime modified, long size, @Nullable Object key) {}

    /**
     * Creates the token of a file.
     *
     * @param file need not exist yet
     */
    public AgentTokenFile(Path file) {
        this.file = file;
    }

    @Override
    public synchronized Optional<String> current() {
        try {
            // Links are followed, because Kubernetes replaces a mounted secret by another link.
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            Stamp now = new Stamp(attributes.lastModifiedTime(), attributes.size(), attributes.fileKey());
            if (!now.equals(read)) {
                read = now;
                take(Files.readString(file).strip());
            }
        } catch (NoSuchFileException missing) {
            warn("does not exist");
        } catch (IOException unreadable) {
            warn("cannot be read (" + unreadable.getClass().getSimpleName() + ")");
        }
        return Optional.ofNullable(token);
    }

    private void take(String text) {
        if (TOKEN.matcher(text).matches()) {
            if (warned) {
                LOG.info("The token file {} holds a token again, which is sent from now on", file);
            }
            token = text;
            warned = false;
        } else {
            warn("does not hold a token on one line");
        }
    }

    /** Logs the first of several failures in a row, without any part of the file. */
    private void warn(String what) {
        // A file that is back may look as it did before.
        read = null;
        if (!warned) {
            warned = true;
            LOG.warn(
                    "The token file {} {}: {} until it does hold one",
                    file,
                    what,
                    token == null
                            ? "requests are sent without a token, which the control plane is likely to refuse,"
                            : "requests go on with the token read last");
        }
    }

    /** Reads the file again at the next request, because file times may be in seconds and hide a second change. */
    @Override
    public synchronized void rejected() {
        read = null;
    }
}
