package io.dynamicaccounts.sources;

import io.dynamicaccounts.functions.account.AccountName;
import io.dynamicaccounts.functions.definition.CredentialSource;
import io.dynamicaccounts.functions.definition.Definition;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.StreamReader;
import org.yaml.snakeyaml.reader.UnicodeReader;

/**
 * The Kubernetes accounts of a Clouddriver configuration file, such as {@code clouddriver-local.yml}.
 *
 * <p>Read is {@code kubernetes.accounts} of every document in the file, whichever profile it names; later documents win, account by
 * account. Other providers are ignored. Placeholders and references ({@code ${…}}, {@code {cipher}…}, {@code configserver:…}) stay
 * the text they are. An account's known options come in the JSON type that they take, as Spring would bind them; unknown ones as
 * YAML 1.1 types them, dates as text. Anchors, aliases and merge keys work within a document.
 *
 * <p>An entry that cannot be used is left out and told by {@link #problems}; the others are not affected. A name that a document
 * has twice is its later entry, and a problem.
 *
 * <p>The file is read again when its time, size or identity has changed, by the first call that notices. A file that cannot be
 * read fails every call until it changes: an older content is not passed off as the present one. Its whole content is kept in
 * memory, some 2 KiB an account. Safe for use by many threads.
 */
public final class ClouddriverConfiguration implements CredentialSource {

    private static final Logger log = LoggerFactory.getLogger(ClouddriverConfiguration.class);

    /** Eight times what 10,000 exported accounts take. */
    private static final int MAX_BYTES = 64 * 1024 * 1024;

    private static final int MAX_LOGGED = 20;

    private final Path file;
    private @Nullable Known known;

    /** The accounts of this file, which is not read yet and need not exist yet. */
    public ClouddriverConfiguration(Path file) {
        this.file = file;
    }

    @Override
    public Map<AccountName, Definition> find(Collection<AccountName> names) {
        Map<AccountName, Definition> accounts = current().accounts();
        var found = new LinkedHashMap<AccountName, Definition>();
        for (AccountName name : names) {
            Definition definition = accounts.get(name);
            if (definition != null) {
                found.put(name, definition);
            }
        }
        return found;
    }

    /**
     * Every account of the file that is not broken, in the order of the file.
     *
     * @throws Unreadable when the file as a whole cannot be read now
     */
    public Map<AccountName, Definition> all() {
        return current().accounts();
    }

    /**
     * What an operator should mend in the file as it is now, in the order of the file.
     *
     * @throws Unreadable when the file as a whole cannot be read now
     */
    public List<SourceProblem> problems() {
        return current().problems();
    }

    private synchronized ClouddriverAccounts current() {
        Fingerprint fingerprint = fingerprint();
        if (known == null || !known.fingerprint().equals(fingerprint)) {
            known = new Known(fingerprint, read(fingerprint));
        }
        return switch (known.content()) {
            case Parsed(ClouddriverAccounts configuration) -> configuration;
            case Failed(String message, Exception cause) -> throw new Unreadable(message, cause);
        };
    }

    private Fingerprint fingerprint() {
        try {
            var attributes = Files.readAttributes(file, BasicFileAttributes.class);
            if (!attributes.isRegularFile()) {
                throw new Unreadable(file + " is not a file", new IOException("not a regular file"));
            }
            return new Fingerprint(attributes.lastModifiedTime(), attributes.size(), attributes.fileKey());
        } catch (NoSuchFileException e) {
            throw new Unreadable(file + " does not exist", e);
        } catch (IOException e) {
            throw new Unreadable(file + " cannot be read", e);
        }
    }

    private Content read(Fingerprint fingerprint) {
        if (fingerprint.size() > MAX_BYTES) {
            return failed("is larger than " + MAX_BYTES / 1024 / 1024 + " MiB", new IOException("too large"));
        }
        try (InputStream bytes = new BufferedInputStream(Files.newInputStream(file))) {
            var text = new StreamReader(new UnicodeReader(bytes));
            try {
                ClouddriverAccounts configuration = new ConfigurationReader(new ParserImpl(text, options())).read();
                log(configuration);
                return new Parsed(configuration);
            } catch (YAMLException e) {
                return failed(e, text.getLine() + 1);
            }
        } catch (IOException e) {
            return failed("cannot be read", e);
        }
    }

    private static LoaderOptions options() {
        var options = new LoaderOptions();
        options.setCodePointLimit(MAX_BYTES);
        return options;
    }

    /** The parser's own messages quote the line, which may be a secret: only its number is passed on. */
    private Failed failed(YAMLException e, int line) {
        if (e.getCause() instanceof CharacterCodingException) {
            return failed("is not UTF-8 text, soon after line " + line, new IOException("malformed text"));
        }
        if (e.getCause() instanceof IOException broken) {
            return failed("cannot be read", broken);
        }
        Mark mark = e instanceof MarkedYAMLException marked ? marked.getProblemMark() : null;
        return mark == null
                ? failed(
                        "has a character that YAML does not allow, soon after line " + line, new IOException("no YAML"))
                : failed(
                        "is not YAML: see line " + (mark.getLine() + 1) + ", column " + (mark.getColumn() + 1),
                        new IOException("no YAML"));
    }

    private Failed failed(String why, Exception cause) {
        return new Failed(file + " " + why, cause);
    }

    private void log(ClouddriverAccounts configuration) {
        List<SourceProblem> problems = configuration.problems();
        log.info(
                "{} has {} accounts and {} problems",
                file,
                configuration.accounts().size(),
                problems.size());
        problems.stream().limit(MAX_LOGGED).forEach(problem -> log.warn("{}: {}", file, problem));
        if (problems.size() > MAX_LOGGED) {
            log.warn("{}: and {} problems more", file, problems.size() - MAX_LOGGED);
        }
    }

    /** What changes when a file does: also when another is moved, or linked, into its place. */
    private record Fingerprint(
            FileTime modified, long size, @Nullable Object identity) {}

    private record Known(Fingerprint fingerprint, Content content) {}

    private sealed interface Content {}

    private record Parsed(ClouddriverAccounts configuration) implements Content {}

    private record Failed(String message, Exception cause) implements Content {}
}
