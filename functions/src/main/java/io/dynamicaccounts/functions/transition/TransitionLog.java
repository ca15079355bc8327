package io.dynamicaccounts.functions.transition;

import io.dynamicaccounts.functions.account.Account;
import io.dynamicaccounts.functions.account.AccountState;
import io.dynamicaccounts.functions.lifecycle.Event;
import io.dynamicaccounts.functions.lifecycle.Timing;
import io.dynamicaccounts.functions.store.History.PastTransition;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Writes to the log which accounts need an operator's attention, and which accounts are ACTIVE or have stopped. A
 * line holds no secret. Each line names the account and its zone and, for a failure, the reason and the time of the
 * next try.
 *
 * <p>The log collects transitions until {@link #write}. More than {@value #MOST_LINES} transitions of a kind share
 * one line with their number and the first names, so a call writes some twenty lines at most, however many accounts
 * move. Transitions that were not written before a process died are in the history all the same. The log is safe for
 * use by any number of threads.
 */
public final class TransitionLog implements TransitionListener {

    private static final Logger LOG = LoggerFactory.getLogger(TransitionLog.class);

    /** The most transitions of a kind that have a line each. */
    private static final int MOST_LINES = 3;

    /** The most names in a line that several transitions share. */
    private static final int NAMES = 5;

    /** The most characters of a reason, which may name every agent of a zone. The account holds the whole reason. */
    private static final int LONGEST_REASON = 400;

    private final Timing timing;
    private Map<Kind, Collected> collected = new EnumMap<>(Kind.class);

    /** Creates a log that announces the next tries by this timing. */
    public TransitionLog(Timing timing) {
        this.timing = timing;
    }

    /** The kinds of transitions that are written, in this order, with their words for one account and for many. */
    private enum Kind {
        START_FAILED(Level.WARN, "is FAILED, its start failed", "are FAILED, their start failed"),
        NO_AGENT(Level.WARN, "is FAILED, no agent can take it", "are FAILED, no agent can take them"),
        STOP_FAILED(Level.WARN, "is FAILED, its stop failed", "are FAILED, their stop failed"),
        ORPHANED(Level.WARN, "is ORPHANED", "are ORPHANED"),
        ACTIVE(Level.INFO, "is ACTIVE", "are ACTIVE"),
        INACTIVE(Level.INFO, "is INACTIVE", "are INACTIVE"),
        REMOVED(Level.INFO, "is removed", "are removed");

        private final Level level;
        private final String one;
        private final String many;

        Kind(Level level, String one, String many) {
            this.level = level;
            this.one = one;
            this.many = many;
        }

        /**
         * Returns the kind of the last transition; empty where an operator asked for it, or where the account is on
         * its way.
         */
        static Optional<Kind> of(Account account) {
            PastTransition transition = PastTransition.lastOf(account);
            return Optional.ofNullable(
                    switch (transition.event()) {
                        case START_FAILED, RELEASE, NO_TAKER, STOP_FAILED, ORPHAN -> failed(account.state());
                        // An account does not keep whether its start failed before: every start is written.
                        case CONFIRM -> transition.from() == AccountState.ACTIVE ? null : ACTIVE;
                        case STOPPED ->
                            transition.from() == AccountState.FAILED_STOPPING || account.stopRetries() > 0
                                    ? (account.exists() ? INACTIVE : REMOVED)
                                    : null;
                        default -> null;
                    });
        }

        /**
         * Returns null where the account did not fail: a start whose zone died is queued again while retries are
         * left.
         */
        private static @Nullable Kind failed(AccountState state) {
            return switch (state) {
                case FAILED_STARTING -> START_FAILED;
                case FAILED_NO_AGENT -> NO_AGENT;
                case FAILED_STOPPING -> STOP_FAILED;
                case ORPHANED -> ORPHANED;
                default -> null;
            };
        }
    }

    /** The transitions of one kind: their number, and the first accounts. */
    private static final class Collected {
        private final List<Account> first = new ArrayList<>();
        private int count;

        void add(Account account) {
            count++;
            if (first.size() < NAMES) {
                first.add(account);
            }
        }
    }

    @Override
    public void moved(Account account) {
        Kind.of(account).ifPresent(kind -> collect(kind, account));
    }

    @Override
    public void refused(Event event) {
        // The answer to the caller gives the reason.
    }

    private synchronized void collect(Kind kind, Account account) {
        collected.computeIfAbsent(kind, it -> new Collected()).add(account);
    }

    private synchronized Map<Kind, Collected> takeCollected() {
        Map<Kind, Collected> taken = collected;
        collected = new EnumMap<>(Kind.class);
        return taken;
    }

    /** Writes the transitions that were collected since the last call. */
    public void write() {
        takeCollected().forEach((kind, moved) -> {
            if (moved.count > MOST_LINES) {
                write(kind, many(kind, moved));
            } else {
                moved.first.forEach(
                        account -> write(kind, "account " + place(account) + " " + kind.one + why(account)));
            }
        });
    }

    private static void write(Kind kind, String line) {
        LOG.atLevel(kind.level).log("{}", line);
    }

    private String many(Kind kind, Collected moved) {
        String names = moved.first.stream().map(TransitionLog::place).collect(Collectors.joining(", "));
        int more = moved.count - moved.first.size();
        String first = why(moved.first.getFirst());
        return moved.count + " accounts " + kind.many + ": " + names + (more > 0 ? " and " + more + " more" : "")
                + (first.isEmpty() ? "" : "; the first of them" + first);
    }

    private static String place(Account account) {
        return account.name() + account.zone().map(zone -> " in zone " + zone).orElse("");
    }

    private String why(Account account) {
        String next = next(account);
        return next.isEmpty() ? "" : ": " + oneLine(account.message().orElse("no reason was given")) + "; " + next;
    }

    /** Returns what happens next to an account that needs attention; empty for other accounts. */
    private String next(Account account) {
        return switch (account.state()) {
            case FAILED_STARTING ->
                nextTry(account.due()
                        .filter(due -> timing.untilNextTry(account.name(), account.retries())
                                .isPresent()));
            case FAILED_STOPPING -> nextTry(account.due());
            case FAILED_NO_AGENT -> "it is queued again once an agent lives there";
            case ORPHANED -> "it is ACTIVE again once an agent of the zone confirms it";
            default -> "";
        };
    }

    private static String nextTry(Optional<Instant> due) {
        return due.map(at -> "next try at " + at).orElse("it is not tried again by itself");
    }

    /**
     * Returns the reason on one line: agents are programs of others, and their text must not look like another line
     * of the log.
     */
    private static String oneLine(String reason) {
        return MessageText.truncated(reason.replaceAll("[\\p{Cntrl}\\p{Zl}\\p{Zp}]+", " "), LONGEST_REASON);
    }
}
