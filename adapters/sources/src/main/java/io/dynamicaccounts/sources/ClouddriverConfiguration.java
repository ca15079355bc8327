package io.dynamicaccounts.sources;

import io.dynamicaccounts.functions.account.AccountName;
import io.dynamicaccounts.functions.definition.Definition;
import io.dynamicaccounts.functions.definition.SingleSource;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.StreamReader;
import org.yaml.snakeyaml.reader.UnicodeReader;

/**
 * Reads the Kubernetes accounts of a Clouddriver configuration file, such as {@code clouddriver-local.yml}.
 *
 * <p>The accounts are {@code kubernetes.accounts} of every document in the file, whatever profile a document names;
 * an account of a later document replaces the account of its name. Other providers are ignored. Placeholders
 * ({@code ${…}}) are filled in where their name is allowed; others, and references ({@code {cipher}…},
 * {@code configserver:…}), are kept as text. An account's known options
 * have their JSON types, as Spring would bind them; unknown options have their types of YAML 1.1, dates are text.
 * Anchors, aliases and merge keys work within a document.
 *
 * <p>An unusable entry is left out and reported by {@link #problems}; other entries are not affected. When a document
 * has a name twice, the later entry counts, and the name is a problem.
 *
 * <p>The first call after a change reads the file again: of a file of this machine after a change of its time, size or
 * identity. A file that cannot be read fails every call until it changes: a call never returns the accounts of an older
 * content. The accounts are
 * kept in memory, some 2 KiB for each account. Thread-safe.
 */
public final class ClouddriverConfiguration implements SingleSource {

    private static final Logger log = LoggerFactory.getLogger(ClouddriverConfiguration.class);

    private static final int MAX_LOGGED = 20;

    private final ConfigurationText text;
    private final Placeholders placeholders;
    private final InstantSource clock;
    private @Nullable Known known;
    private State state = new State(Optional.empty(), 0, Optional.empty());

    /** Creates the source of a file, which is not read yet and need not exist yet; no placeholder is filled in. */
    public ClouddriverConfiguration(Path file) {
        this(file, Placeholders.NONE, InstantSource.system());
    }

    /** Creates the source of a file, which is not read yet and need not exist yet. */
    public ClouddriverConfiguration(Path file, Placeholders placeholders, InstantSource clock) {
        this(new LocalText(file), placeholders, clock);
    }

    /** Creates the source of a text, which is not read yet and need not exist yet. */
    public ClouddriverConfiguration(ConfigurationText text, Placeholders placeholders, InstantSource clock) {
        this.text = text;
        this.placeholders = placeholders;
        this.clock = clock;
    }

    /** Returns every usable account of the file, in the order of the file. */
    @Override
    public Map<AccountName, Definition> all() {
        return current().accounts();
    }

    /**
     * Returns the problems of the file that an operator should correct, in the order of the file.
     *
     * @throws Unreadable when the file as a whole cannot be read now
     */
    public List<SourceProblem> problems() {
        return current().problems();
    }

    @Override
    public Kind kind() {
        return Kind.FILE;
    }

    @Override
    public String where() {
        return text.where();
    }

    @Override
    public synchronized State state() {
        return state;
    }

    private synchronized ClouddriverAccounts current() {
        try {
            ClouddriverAccounts accounts = read();
            state = new State(state.read(), accounts.problems().size(), Optional.empty());
            return accounts;
        } catch (Unreadable e) {
            state = new State(state.read(), 0, Optional.of(String.valueOf(e.getMessage())));
            throw e;
        }
    }

    private ClouddriverAccounts read() {
        Object version = known == null ? null : known.version();
        text.changedSince(version).ifPresent(changed -> {
            // What is not kept any more is not kept beside what is read, either.
            known = null;
            known = new Known(changed.id(), parsed(changed.content()));
        });
        if (known == null) {
            throw new IllegalStateException(where() + " has not changed since it was never read");
        }
        return switch (known.content()) {
            case Parsed(ClouddriverAccounts configuration) -> configuration;
            case Failed(String message, Exception cause) -> throw new Unreadable(message, cause);
        };
    }

    private Content parsed(ConfigurationText.Content content) {
        try (InputStream bytes = new BufferedInputStream(content.open())) {
            var characters = new StreamReader(new UnicodeReader(bytes));
            try {
                ClouddriverAccounts configuration =
                        new ConfigurationReader(new ParserImpl(characters, FileBounds.options()), placeholders).read();
                state = new State(Optional.of(clock.instant()), state.problems(), state.error());
                log(configuration);
                return new Parsed(configuration);
            } catch (YAMLException e) {
                return failed(e, characters.getLine() + 1);
            }
        } catch (FileBounds.TooLarge e) {
            return failed("is larger than " + FileBounds.MAX_BYTES / 1024 / 1024 + " MiB", e);
        } catch (IOException e) {
            return failed("cannot be read", e);
        }
    }

    /**
     * Reports a failure by its line number only, because the parser's messages quote the line, which may be a secret.
     */
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
        return new Failed(where() + " " + why, cause);
    }

    private void log(ClouddriverAccounts configuration) {
        List<SourceProblem> problems = configuration.problems();
        log.info(
                "{} has {} accounts and {} problems",
                where(),
                configuration.accounts().size(),
                problems.size());
        problems.stream().limit(MAX_LOGGED).forEach(problem -> log.warn("{}: {}", where(), problem));
        if (problems.size() > MAX_LOGGED) {
            log.warn("{}: and {} problems more", where(), problems.size() - MAX_LOGGED);
        }
    }

    private record Known(Object version, Content content) {}

    private sealed interface Content {}

    private record Parsed(ClouddriverAccounts configuration) implements Content {}

    private record Failed(String message, Exception cause) implements Content {}
}
