package io.dynamicaccounts.sources;

import io.dynamicaccounts.functions.account.AccountName;
import io.dynamicaccounts.functions.definition.Definition;
import io.dynamicaccounts.functions.definition.SingleSource;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The definitions that a running Clouddriver stores: its {@code GET /credentials/type/kubernetes}.
 *
 * <p>All pages are read at once and kept in memory for a while, never on disk, because Clouddriver answers secrets in
 * clear. One definition that cannot be used is left out and counted. What cannot be read now fails every call for a
 * while, without asking again: a call never returns the accounts of an older reading. Thread-safe: while one caller
 * reads, the others wait for it, no longer than a reading may take.
 */
public final class LiveClouddriver implements SingleSource {

    private static final Logger LOG = LoggerFactory.getLogger(LiveClouddriver.class);

    /** How long a failure is kept at most: long enough to spare Clouddriver, short enough to see it come back. */
    private static final Duration FAILURE_KEPT = Duration.ofSeconds(10);

    private static final int MAX_LOGGED = 20;

    private final ClouddriverConnection connection;
    private final InstantSource clock;
    private final Supplier<Duration> most;
    private @Nullable Known known;
    private State state = new State(Optional.empty(), 0, Optional.empty());

    /** Creates the source of a Clouddriver, which is not read yet and need not run yet. */
    public LiveClouddriver(ClouddriverConnection connection, InstantSource clock) {
        this(connection, clock, () -> connection.timeouts().reading());
    }

    /**
     * Creates the source of a Clouddriver, which is not read yet and need not run yet.
     *
     * @param most how long a reading that begins now may take at most, whatever the connection allows
     */
    public LiveClouddriver(ClouddriverConnection connection, InstantSource clock, Supplier<Duration> most) {
        this.connection = connection;
        this.clock = clock;
        this.most = most;
    }

    /** Returns every usable definition, in the order in which Clouddriver lists them. */
    @Override
    public synchronized Map<AccountName, Definition> all() {
        if (known == null || !clock.instant().isBefore(known.until())) {
            // What is not kept any more is not kept beside what is read, either.
            known = null;
            known = read();
        }
        return switch (known.content()) {
            case Read(Map<AccountName, Definition> accounts) -> accounts;
            case Failed(Unreadable why) -> throw new Unreadable(String.valueOf(why.getMessage()), why);
        };
    }

    @Override
    public Kind kind() {
        return Kind.CLOUDDRIVER;
    }

    @Override
    public String where() {
        return connection.url().toString();
    }

    @Override
    public synchronized State state() {
        return state;
    }

    private Known read() {
        try (var pages = new ClouddriverPages(connection, most.get())) {
            ClouddriverAccounts definitions = new ClouddriverDefinitions(pages).read();
            Instant now = clock.instant();
            log(definitions);
            state = new State(Optional.of(now), definitions.problems().size(), Optional.empty());
            return new Known(new Read(definitions.accounts()), now.plus(connection.kept()));
        } catch (Unreadable e) {
            state = new State(state.read(), 0, Optional.of(String.valueOf(e.getMessage())));
            Duration kept = connection.kept().compareTo(FAILURE_KEPT) < 0 ? connection.kept() : FAILURE_KEPT;
            return new Known(new Failed(e), clock.instant().plus(kept));
        }
    }

    private void log(ClouddriverAccounts definitions) {
        List<SourceProblem> problems = definitions.problems();
        if (state.read().isPresent() && state.problems() == problems.size()) {
            return;
        }
        LOG.info(
                "{} has {} accounts and {} problems",
                where(),
                definitions.accounts().size(),
                problems.size());
        problems.stream()
                .limit(MAX_LOGGED)
                .forEach(problem -> LOG.warn("{}: {}: {}", where(), problem.place(), problem.detail()));
        if (problems.size() > MAX_LOGGED) {
            LOG.warn("{}: and {} problems more", where(), problems.size() - MAX_LOGGED);
        }
    }

    private record Known(Content content, Instant until) {}

    private sealed interface Content {}

    private record Read(Map<AccountName, Definition> accounts) implements Content {}

    private record Failed(Unreadable why) implements Content {}
}
