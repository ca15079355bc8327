package io.dynamicaccounts.simulation;

import io.dynamicaccounts.functions.account.Account;
import io.dynamicaccounts.functions.account.AccountName;
import io.dynamicaccounts.functions.account.Standing;
import io.dynamicaccounts.functions.account.State;
import io.dynamicaccounts.functions.account.ZoneId;
import io.dynamicaccounts.functions.definition.SealedDefinition;
import io.dynamicaccounts.functions.operator.AccountView;
import io.dynamicaccounts.functions.store.Assignment;
import io.dynamicaccounts.functions.store.Definitions;
import io.dynamicaccounts.functions.store.Names;
import io.dynamicaccounts.functions.store.Store;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Where everything has to rest: what is not there yet is a complaint. */
final class Settlement {

    private final Script script;
    private final Store store;
    private final Cloud cloud;
    private final Ledger ledger;
    private final List<AgentProcess> processes;
    private final Declared declared;

    Settlement(
            Script script, Store store, Cloud cloud, Ledger ledger, List<AgentProcess> processes, Declared declared) {
        this.script = script;
        this.store = store;
        this.cloud = cloud;
        this.ledger = ledger;
        this.processes = processes;
        this.declared = declared;
    }

    List<String> complaints(List<String> names) {
        var complaints = new ArrayList<String>();
        for (String name : names) {
            Optional<Account> account = store.accounts().find(new AccountName(name));
            switch (goal(name)) {
                case REMOVED -> removed(name, account, complaints);
                case INACTIVE ->
                    account.ifPresentOrElse(
                            found -> inactive(found, complaints), () -> complaints.add(name + " should be INACTIVE"));
                case ACTIVE ->
                    account.ifPresentOrElse(
                            found -> active(found, complaints), () -> complaints.add(name + " should be ACTIVE"));
            }
        }
        Set<String> existing = new TreeSet<>();
        names.forEach(name -> store.accounts()
                .find(new AccountName(name))
                .filter(Account::exists)
                .ifPresent(account -> existing.add(name)));
        Set<String> listed = new TreeSet<>();
        for (Names.Entry entry : store.names().after(null, 1_000)) {
            listed.add(entry.name().value());
        }
        if (!listed.containsAll(existing)) {
            complaints.add("exists, but is not listed: " + existing + " of " + listed);
        }
        if (!cloud.listed().equals(existing)) {
            complaints.add("operators see " + cloud.listed() + " of " + existing);
        }
        return complaints;
    }

    /** A static account is as the live agents of its zone declare it; without any it stays as it is. */
    private Ledger.Goal goal(String name) {
        Optional<String> zone = script.zones().values().stream()
                .filter(each -> Script.declaredIn(each).equals(name))
                .findFirst();
        if (zone.isEmpty() || living(zone.get()).isEmpty()) {
            return ledger.goal(name);
        }
        return living(zone.get()).stream().anyMatch(process -> declared.isDeclaredBy(process.agent()))
                ? Ledger.Goal.ACTIVE
                : Ledger.Goal.REMOVED;
    }

    private List<AgentProcess> living(String zone) {
        return processes.stream()
                .filter(process -> process.lives() && process.zone().equals(zone))
                .toList();
    }

    private void removed(String name, Optional<Account> account, List<String> complaints) {
        if (account.filter(Account::exists).isPresent()) {
            complaints.add("should be gone: " + account.get());
        }
        unwatched(name, complaints);
        if (cloud.view(name).isPresent()) {
            complaints.add("operators still see " + name);
        }
    }

    private void inactive(Account account, List<String> complaints) {
        // What is left of an earlier life of the name may still be due to be deleted, an hour after that life.
        boolean due = account.due()
                .filter(at -> at.isBefore(account.updated().plus(Duration.ofMinutes(2))))
                .isPresent();
        if (account.standing() != Standing.INACTIVE || due || account.deadline().isPresent()) {
            complaints.add("should be INACTIVE: " + account);
        }
        unwatched(account.name().value(), complaints);
        stored(account, complaints);
    }

    private void unwatched(String name, List<String> complaints) {
        for (AgentProcess process : processes) {
            if (watches(process, name).isPresent()) {
                complaints.add(name + " is watched by " + process.name());
            }
        }
    }

    private void active(Account account, List<String> complaints) {
        String name = account.name().value();
        stored(account, complaints);
        Optional<String> zone = account.zone().map(ZoneId::value);
        List<AgentProcess> living = zone.map(this::living).orElse(List.of());
        boolean nowhere = living.isEmpty()
                && (account.pinned()
                        || script.zones().values().stream()
                                .allMatch(each -> living(each).isEmpty()));
        if (nowhere) {
            boolean rests = switch (account.standing()) {
                case ORPHANED, FAILED_NO_AGENT -> true;
                case FAILED_STARTING -> exhausted(account);
                default -> false;
            };
            if (!rests) {
                complaints.add("should be ORPHANED or FAILED, nobody lives: " + account);
            }
            return;
        }
        if (script.unreachable().filter(name::equals).isPresent()) {
            if (account.standing() != Standing.FAILED_STARTING || !exhausted(account)) {
                complaints.add("should be FAILED for good, its cluster cannot be reached: " + account);
            }
            unwatched(name, complaints);
            return;
        }
        if (account.standing() != Standing.ACTIVE
                || account.deadline().isPresent()
                || account.due().isPresent()) {
            complaints.add("should be ACTIVE: " + account);
            return;
        }
        watched(account, zone.orElseThrow(), living, complaints);
    }

    private boolean exhausted(Account account) {
        return account.due().isEmpty();
    }

    private void watched(Account account, String zone, List<AgentProcess> living, List<String> complaints) {
        String name = account.name().value();
        for (AgentProcess process : processes) {
            Optional<Clusters.Watched> watch = watches(process, name);
            if (living.contains(process) != watch.isPresent()) {
                complaints.add(process.name() + (watch.isPresent() ? " watches " : " does not watch ") + account);
            } else if (watch.isPresent() && watch.get().target().generation() != account.generation()) {
                complaints.add(process.name() + " watches generation "
                        + watch.get().target().generation() + " of " + account);
            }
        }
        List<String> caching = living.stream()
                .filter(process -> process.mayCache(name))
                .map(AgentProcess::agent)
                .toList();
        Optional<AccountView> view = cloud.view(name);
        List<String> told = view.stream()
                .flatMap(seen -> seen.agents().stream())
                .filter(AccountView.Watcher::caching)
                .map(watcher -> watcher.agent().value())
                .toList();
        if (caching.size() != 1 || !caching.equals(told)) {
            complaints.add(name + " is cached by " + caching + ", and operators are told by " + told);
        }
        if (view.filter(seen ->
                        seen.account().state() == State.ACTIVE && seen.agents().size() == living.size())
                .isEmpty()) {
            complaints.add("operators see " + view + ", " + living.size() + " agents live");
        }
        boolean published = store.assignments().find(new ZoneId(zone), List.of(account.name())).values().stream()
                .map(Assignment::generation)
                .anyMatch(generation -> generation == account.generation());
        if (!published) {
            complaints.add("not published: " + account);
        }
    }

    private void stored(Account account, List<String> complaints) {
        Optional<SealedDefinition> stored =
                account.definition().flatMap(id -> store.definitions().find(new Definitions.Key(account.name(), id)));
        if (stored.isEmpty()) {
            complaints.add("points to no definition: " + account);
        }
        boolean outdated = !account.dynamic()
                && stored.filter(definition -> account.zone()
                                .map(zone -> declared.context(zone.value()))
                                .equals(Optional.ofNullable(definition.open().get("context"))))
                        .isEmpty();
        if (outdated && !living(account.zone().orElseThrow().value()).isEmpty()) {
            complaints.add("has not the definition that its agents declare: " + account);
        }
    }

    private static Optional<Clusters.Watched> watches(AgentProcess process, String name) {
        return process.watched().stream()
                .filter(watch -> watch.target().account().equals(name))
                .findFirst();
    }

    /** What the control plane tried as often as it may and left to the operator, who now asks again. */
    List<Deed.Ask> givenUp(List<String> names) {
        var asks = new ArrayList<Deed.Ask>();
        for (String name : names) {
            Optional<Account> account = store.accounts().find(new AccountName(name));
            account.filter(found -> found.due().isEmpty()).ifPresent(found -> {
                switch (found.standing()) {
                    case FAILED_STARTING -> asks.add(new Deed.Ask(Deed.Wish.ACTIVATE, name, "", false));
                    case FAILED_STOPPING ->
                        asks.add(new Deed.Ask(
                                found.marked() ? Deed.Wish.DELETE : Deed.Wish.DEACTIVATE, name, "", false));
                    // An agent that failed as often as it is asked, while others watch.
                    case ACTIVE -> asks.add(new Deed.Ask(Deed.Wish.REASSIGN, name, "", false));
                    default -> {}
                }
            });
        }
        return asks;
    }
}
