package io.dynamicaccounts.functions.sweep;

import io.dynamicaccounts.functions.account.Account;
import io.dynamicaccounts.functions.account.AgentName;
import io.dynamicaccounts.functions.account.ZoneId;
import io.dynamicaccounts.functions.store.Assignment;
import io.dynamicaccounts.functions.store.Assignments;
import io.dynamicaccounts.functions.store.Store;
import io.dynamicaccounts.functions.store.Zone;
import io.dynamicaccounts.functions.zone.Acknowledgements;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The reports and acknowledgements of the agents in the zones of some due accounts. Each zone is read once. */
final class DueAccountZones {

    private final Map<ZoneId, Zone> zones;
    private final Map<Assignments.Key, Assignment> assignments;
    private final Map<ZoneId, Acknowledgements> acknowledgements = new HashMap<>();

    DueAccountZones(Store store, List<Account> due) {
        Set<ZoneId> ids =
                due.stream().flatMap(account -> account.zone().stream()).collect(Collectors.toCollection(TreeSet::new));
        this.zones = store.zones().find(ids);
        List<Account> awaitingAnswers =
                due.stream().filter(DueAccountZones::dependsOnAnswers).toList();
        this.assignments = store.assignments()
                .find(awaitingAnswers.stream()
                        .flatMap(account -> key(account).stream())
                        .toList());
        awaitingAnswers.stream()
                .filter(account -> account.stopRevision() > 0)
                .flatMap(account -> account.zone().stream())
                .distinct()
                .forEach(zone -> acknowledgements.put(
                        zone,
                        new Acknowledgements(zone(zone), store.heartbeats().in(zone))));
    }

    private static boolean dependsOnAnswers(Account account) {
        return switch (account.state()) {
            case ACTIVE, DEACTIVATING, FAILED_STOPPING -> true;
            default -> false;
        };
    }

    Zone zone(ZoneId id) {
        return zones.getOrDefault(id, Zone.empty(id));
    }

    /** Returns whether every live agent of the account's zone has reported an outcome for the present generation. */
    boolean allAnswered(Account account) {
        Optional<Assignment> assignment = assignment(account);
        return assignment.isPresent()
                && assignment.get().generation() == account.generation()
                && zone(assignment.get().zone()).registrations().stream()
                        .allMatch(registration ->
                                assignment.get().outcome(registration).isPresent());
    }

    /** Returns the live agents that have not released an account that is being stopped. */
    List<AgentName> waitingFor(Account account) {
        return account.zone().map(zone -> waitingFor(account, zone)).orElse(List.of());
    }

    private List<AgentName> waitingFor(Account account, ZoneId zone) {
        return acknowledgements
                .getOrDefault(zone, new Acknowledgements(zone(zone), List.of()))
                .waitingFor(account.stopRevision(), account.generation(), assignment(account))
                .stream()
                .map(id -> new AgentName(zone, id))
                .toList();
    }

    private Optional<Assignment> assignment(Account account) {
        return key(account).map(assignments::get);
    }

    private static Optional<Assignments.Key> key(Account account) {
        return account.zone().map(zone -> new Assignments.Key(zone, account.name()));
    }
}
