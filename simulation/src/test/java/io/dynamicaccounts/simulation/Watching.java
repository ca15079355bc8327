package io.dynamicaccounts.simulation;

import io.dynamicaccounts.functions.account.Account;
import io.dynamicaccounts.functions.account.VisibleState;
import io.dynamicaccounts.functions.account.ZoneId;
import io.dynamicaccounts.functions.operator.AccountView;
import io.dynamicaccounts.functions.store.Assignment;
import io.dynamicaccounts.functions.store.Store;
import java.util.List;
import java.util.Optional;

/** Who has to watch and to cache an account that is ACTIVE: what is not so yet is a complaint. */
final class Watching {

    private final Store store;
    private final Cloud cloud;
    private final Living living;

    Watching(Store store, Cloud cloud, Living living) {
        this.store = store;
        this.cloud = cloud;
        this.living = living;
    }

    /** Nobody does. */
    void byNobody(String account, List<String> complaints) {
        for (AgentProcess process : living.everywhere()) {
            if (of(process, account).isPresent()) {
                complaints.add(account + " is watched by " + process.name());
            }
        }
    }

    /**
     * Each agent of the zone that can, in the newest generation; one of them caches it, and operators are told which.
     */
    void byAllThatCan(Account account, String zone, List<String> complaints) {
        String name = account.name().value();
        List<AgentProcess> able = living.reaching(zone, name);
        if (able.stream().allMatch(process -> of(process, name).isEmpty())) {
            complaints.add(name + " is ACTIVE and watched by nobody");
        }
        for (AgentProcess process : living.everywhere()) {
            Optional<Clusters.Watched> watch = of(process, name);
            // One that cannot is asked again now and then, and begins a watch that fails.
            boolean tries = process.zone().equals(zone) && !able.contains(process);
            if (!tries && able.contains(process) != watch.isPresent()) {
                complaints.add(process.name() + (watch.isPresent() ? " watches " : " does not watch ") + account);
            } else if (!tries && watch.isPresent() && watch.get().target().generation() != account.generation()) {
                complaints.add(process.name() + " watches generation "
                        + watch.get().target().generation() + " of " + account);
            }
        }
        cached(account, able, complaints);
        boolean published = store.assignments().find(new ZoneId(zone), List.of(account.name())).values().stream()
                .map(Assignment::generation)
                .anyMatch(generation -> generation == account.generation());
        if (!published) {
            complaints.add("not published: " + account);
        }
    }

    private void cached(Account account, List<AgentProcess> able, List<String> complaints) {
        String name = account.name().value();
        List<String> caching = living.everywhere().stream()
                .filter(process -> process.mayCache(name))
                .map(AgentProcess::agent)
                .toList();
        Optional<AccountView> view = cloud.view(name);
        List<String> told = view.stream()
                .flatMap(seen -> seen.agents().stream())
                .filter(AccountView.Watcher::caching)
                .map(watcher -> watcher.agent().value())
                .toList();
        List<String> possible = able.stream().map(AgentProcess::agent).toList();
        if (caching.size() != 1 || !possible.containsAll(caching) || !caching.equals(told)) {
            complaints.add(
                    name + " is cached by " + caching + " of " + possible + ", and operators are told by " + told);
        }
        if (view.filter(seen -> seen.account().visibleState() == VisibleState.ACTIVE
                        && seen.agents().size() == able.size())
                .isEmpty()) {
            complaints.add("operators see " + view + ", " + possible + " can watch it");
        }
    }

    private static Optional<Clusters.Watched> of(AgentProcess process, String name) {
        return process.watched().stream()
                .filter(watch -> watch.target().account().equals(name))
                .findFirst();
    }
}
