package io.dynamicaccounts.functions.operator;

import io.dynamicaccounts.functions.SharedComponents;
import io.dynamicaccounts.functions.account.Account;
import io.dynamicaccounts.functions.account.AccountName;
import io.dynamicaccounts.functions.account.AccountState.Work;
import io.dynamicaccounts.functions.account.ZoneId;
import io.dynamicaccounts.functions.definition.Definition;
import io.dynamicaccounts.functions.definition.EncryptedDefinition;
import io.dynamicaccounts.functions.definition.StartHint;
import io.dynamicaccounts.functions.operator.AccountView.Watcher;
import io.dynamicaccounts.functions.store.Assignment;
import io.dynamicaccounts.functions.store.Assignments;
import io.dynamicaccounts.functions.store.Definitions;
import io.dynamicaccounts.functions.store.Observations.Observation;
import io.dynamicaccounts.functions.store.Store;
import io.dynamicaccounts.functions.store.Zone;
import io.dynamicaccounts.functions.zone.CacherSelection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Builds the views of accounts for operators. The number of reads does not grow with the number of accounts. */
final class AccountViews {

    private final Store store;
    private final StartHint hints;

    AccountViews(SharedComponents shared) {
        this.store = shared.store();
        this.hints = shared.hints();
    }

    /** Whether views contain the definitions, which are most of the bytes. */
    enum Detail {
        FACTS,
        WITH_DEFINITION
    }

    /** Returns the views of these accounts, in the same order. */
    List<AccountView> of(List<Account> accounts, Detail detail) {
        Map<Definitions.Key, EncryptedDefinition> definitions = detail == Detail.WITH_DEFINITION
                ? store.definitions()
                        .find(accounts.stream()
                                .flatMap(account -> key(account).stream())
                                .toList())
                : Map.of();
        Map<AccountName, Observation> observed =
                store.observations().find(accounts.stream().map(Account::name).toList());
        List<Assignments.Key> watched =
                accounts.stream().flatMap(account -> watched(account).stream()).toList();
        Map<Assignments.Key, Assignment> assignments = store.assignments().find(watched);
        Set<ZoneId> zoneIds = watched.stream().map(Assignments.Key::zone).collect(Collectors.toSet());
        Map<ZoneId, Zone> zones = store.zones().find(zoneIds);
        var waitReasons = new WaitReasons(store, accounts);
        return accounts.stream()
                .map(account -> {
                    Map<String, Object> definition = key(account)
                            .map(definitions::get)
                            .map(EncryptedDefinition::fieldsInClear)
                            .orElse(Map.of());
                    return new AccountView(
                            account,
                            definition,
                            watched(account)
                                    .map(assignments::get)
                                    .map(assignment -> watchers(assignment, zones))
                                    .orElse(List.of()),
                            waitReasons.reasonFor(account),
                            startHint(account, definition),
                            observed.getOrDefault(account.name(), Observation.NONE));
                })
                .toList();
    }

    private Optional<String> startHint(Account account, Map<String, Object> definition) {
        return switch (account.state()) {
            case INACTIVE, TO_MIGRATE, ACTIVATING, FAILED_NO_AGENT ->
                hints.of(new Definition(definition), account.kubeconfigFile(), account.zone());
            case ACTIVE, ORPHANED, FAILED_STARTING, FAILED_STOPPING, TO_DEACTIVATE, DEACTIVATING, REMOVED ->
                Optional.empty();
        };
    }

    private static Optional<Definitions.Key> key(Account account) {
        return account.definition().map(id -> new Definitions.Key(account.name(), id));
    }

    /**
     * Returns the key of the account's assignment; empty where agents neither watch nor stop the account, and so
     * none can watch it.
     */
    private static Optional<Assignments.Key> watched(Account account) {
        return account.state().work() == Work.NONE
                ? Optional.empty()
                : account.zone().map(zone -> new Assignments.Key(zone, account.name()));
    }

    private static List<Watcher> watchers(Assignment assignment, Map<ZoneId, Zone> zones) {
        Zone zone = zones.getOrDefault(assignment.zone(), Zone.empty(assignment.zone()));
        return zone.members().stream()
                .filter(member -> assignment.lastReported(member.registration(), Assignment.ReportedResult.WATCHING))
                .map(member -> new Watcher(member.agent(), CacherSelection.mayCache(zone, member, assignment)))
                .sorted(Comparator.comparing(Watcher::agent))
                .toList();
    }
}
