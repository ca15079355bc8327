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
 * A token in a file, read again whenever the file has changed, as mounted secrets do under a running process. While it cannot be
 * read, or holds no token, the last good one is used. Thread-safe.
 */
public final class AgentTokenFile implements BearerToken {

    private static final Logger LOG = LoggerFactory.getLogger(AgentTokenFile.class);

    /** RFC 6750's b64token and whatever else is visible; a line break in it would become a header. */
    private static final Pattern TOKEN = Pattern.compile("[\\x21-\\x7E]{1,16384}");

    private final Path file;
    private @Nullable Stamp read;
    private @Nullable String token;
    private boolean complained;

    private record Stamp(
            FileTime modified, long size, @Nullable Object key) {}

    /**
     * @param file need not exist yet
     */
    public AgentTokenFile(Path file) {
        this.file = file;
    }

    @Override
    public synchronized Optional<String> current() {
        try {
            // Followed through links: that is how Kubernetes replaces a mounted secret.
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            Stamp now = new Stamp(attributes.lastModifiedTime(), attributes.size(), attributes.fileKey());
            if (!now.equals(read)) {
                read = now;
                take(Files.readString(file).strip());
            }
        } catch (NoSuchFileException missing) {
            complain("does not exist");
        } catch (IOException unreadable) {
            complain("cannot be read (" + unreadable.getClass().getSimpleName() + ")");
        }
        return Optional.ofNullable(token);
    }

    private void take(String text) {
        if (TOKEN.matcher(text).matches()) {
            if (complained) {
                LOG.info("The token file {} holds a token again, which is sent from now on", file);
            }
            token = text;
            complained = false;
        } else {
            complain("does not hold a token on one line");
        }
    }

    /** Once per trouble, and never with a part of the file in it. */
    private void complain(String what) {
        // What comes back may look as it did before.
        read = null;
        if (!complained) {
            complained = true;
            LOG.warn(
                    "The token file {} {}: {} until it does hold one",
                    file,
                    what,
                    token == null
                            ? "requests are sent without a token, which the control plane is likely to refuse,"
                            : "requests go on with the token read last");
        }
    }

    /** File times can be as coarse as seconds: two changes within one look like none. */
    @Override
    public synchronized void rejected() {
        read = null;
    }
}
