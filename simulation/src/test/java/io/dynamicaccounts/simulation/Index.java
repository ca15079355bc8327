package io.dynamicaccounts.simulation;

import io.dynamicaccounts.functions.account.Account;
import io.dynamicaccounts.functions.account.AccountName;
import io.dynamicaccounts.functions.store.Accounts;
import io.dynamicaccounts.functions.store.WriteResult;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Remembers what accounts were a few seconds ago, for an index that lags behind them. */
final class Index {

    private static final Duration LONGEST_LAG = Duration.ofSeconds(10);

    private record Written(Instant at, Account account) {}

    private final Timeline timeline;
    private final Accounts accounts;
    private final Map<AccountName, Deque<Written>> written = new TreeMap<>();

    Index(Timeline timeline, Accounts accounts) {
        this.timeline = timeline;
        this.accounts = accounts;
    }

    /** Sees a call that was made, and its answer. */
    void saw(Ports.Invocation invocation, Object answer) {
        if (answer instanceof WriteResult.Written(Account account)) {
            note(account);
        } else if (Boolean.TRUE.equals(answer) && invocation.method().getName().equals("postpone")) {
            accounts.find((AccountName) invocation.arguments()[0]).ifPresent(this::note);
        }
    }

    private void note(Account account) {
        Deque<Written> of = written.computeIfAbsent(account.name(), any -> new ArrayDeque<>());
        of.add(new Written(timeline.now(), account));
        Instant oldest = timeline.now().minus(LONGEST_LAG);
        while (of.size() > 1 && second(of).at().isBefore(oldest)) {
            of.remove();
        }
    }

    private static Written second(Deque<Written> of) {
        Written first = of.remove();
        Written second = of.getFirst();
        of.addFirst(first);
        return second;
    }

    /** What an index that is so far behind says is due. */
    List<Account> due(Instant now, int limit, Duration lag) {
        Instant asOf = timeline.now().minus(lag);
        return written.values().stream()
                .flatMap(of -> asOf(of, asOf).stream())
                .filter(account ->
                        account.due().filter(due -> !due.isAfter(now)).isPresent())
                .sorted(Comparator.comparing((Account account) -> account.due().orElseThrow())
                        .thenComparing(Account::name))
                .limit(limit)
                .toList();
    }

    private static Optional<Account> asOf(Deque<Written> of, Instant at) {
        Optional<Account> found = Optional.empty();
        for (Written each : of) {
            if (each.at().isAfter(at)) {
                break;
            }
            found = Optional.of(each.account());
        }
        return found;
    }
}
