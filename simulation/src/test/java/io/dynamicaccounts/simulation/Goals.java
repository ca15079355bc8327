package io.dynamicaccounts.simulation;

import io.dynamicaccounts.functions.account.Account;
import io.dynamicaccounts.functions.lifecycle.Event;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Where accounts should come to rest, by what operators and agents' configurations last had done to them. */
final class Goals {

    /** Where an account should come to rest. */
    enum Goal {
        ACTIVE,
        INACTIVE,
        REMOVED
    }

    private final Map<String, Goal> goals = new TreeMap<>();

    void moved(Event event, Account account) {
        goal(event, account).ifPresent(goal -> goals.put(account.name().value(), goal));
    }

    private static Optional<Goal> goal(Event event, Account account) {
        return switch (event) {
            // What is marked for deletion stays so, whoever asks for less.
            case PROVISION, DEACTIVATE -> Optional.of(account.markedForDeletion() ? Goal.REMOVED : Goal.INACTIVE);
            case ACTIVATE, MOVE, DECLARE -> Optional.of(Goal.ACTIVE);
            case DELETE, WITHDRAW -> Optional.of(Goal.REMOVED);
            default -> Optional.empty();
        };
    }

    Goal of(String name) {
        return goals.getOrDefault(name, Goal.REMOVED);
    }

    Map<String, Goal> all() {
        return Map.copyOf(goals);
    }

    void goBack(Map<String, Goal> earlier) {
        goals.clear();
        goals.putAll(earlier);
    }
}
