package io.dynamicaccounts.simulation;

import io.dynamicaccounts.functions.account.Account;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Everything that accounts ever were, what was lost with a store included. */
final class Past {

    private record Moment(Instant at, Account account) {}

    private final Timeline timeline;
    private final Map<String, List<Moment>> moments = new TreeMap<>();
    private final Map<String, Account> present = new HashMap<>();

    Past(Timeline timeline) {
        this.timeline = timeline;
    }

    void add(Account account) {
        String name = account.name().value();
        moments.computeIfAbsent(name, any -> new ArrayList<>()).add(new Moment(timeline.now(), account));
        present.put(name, account);
    }

    /** What the store says now, or would if it could be reached. */
    Optional<Account> now(String name) {
        return Optional.ofNullable(present.get(name));
    }

    /** Since when it is what it is. */
    Optional<Instant> unchangedSince(String name) {
        return Optional.ofNullable(moments.get(name)).map(all -> all.getLast().at());
    }

    Map<String, Account> present() {
        return Map.copyOf(present);
    }

    /** From now on everything is again as it was. */
    void goBack(Map<String, Account> earlier) {
        present.clear();
        new TreeMap<>(earlier).values().forEach(this::add);
    }

    /** Everything that the account was from a time on, what it was at that time included. */
    List<Account> since(String name, Instant begun) {
        List<Moment> all = moments.getOrDefault(name, List.of());
        var result = new ArrayList<Account>();
        for (int i = all.size() - 1; i >= 0; i--) {
            result.add(all.get(i).account());
            if (all.get(i).at().isBefore(begun)) {
                break;
            }
        }
        return result;
    }

    /** Everything that the account ever was. */
    List<Account> ever(String name) {
        return moments.getOrDefault(name, List.of()).stream()
                .map(Moment::account)
                .toList();
    }
}
