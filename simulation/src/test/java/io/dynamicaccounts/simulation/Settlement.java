package io.dynamicaccounts.simulation;

import io.dynamicaccounts.functions.account.Account;
import io.dynamicaccounts.functions.account.AccountName;
import io.dynamicaccounts.functions.account.AccountState;
import io.dynamicaccounts.functions.account.ZoneId;
import io.dynamicaccounts.functions.definition.EncryptedDefinition;
import io.dynamicaccounts.functions.store.AccountNames;
import io.dynamicaccounts.functions.store.Definitions;
import io.dynamicaccounts.functions.store.Store;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Where everything has to rest: what is not there yet is a complaint. */
final class Settlement {

    /** A due time that has come is met by the next sweep, and a failed start is tried again where clocks agree. */
    private static final Duration SLACK = Duration.ofSeconds(10);

    /** What has waited for long is looked at seldom, and may be as long after everything else rests. */
    private static final Duration SOON = Duration.ofMinutes(15);

    private final Script script;
    private final Timeline timeline;
    private final Store store;
    private final Cloud cloud;
    private final Ledger ledger;
    private final Living living;
    private final Declared declared;
    private final Watching watching;

    Settlement(
            Script script,
            Timeline timeline,
            Store store,
            Cloud cloud,
            Ledger ledger,
            Living living,
            Declared declared) {
        this.script = script;
        this.timeline = timeline;
        this.store = store;
        this.cloud = cloud;
        this.ledger = ledger;
        this.living = living;
        this.declared = declared;
        this.watching = new Watching(store, cloud, living);
    }

    List<String> complaints(List<String> names) {
        if (!cloud.serves()) {
            return List.of("nobody is served");
        }
        var complaints = new ArrayList<String>();
        // What some process will never let go of cannot rest; everything beside it has to.
        names.stream().filter(name -> !living.hangs(name)).forEach(name -> rests(name, complaints));
        store.credentials().due(timeline.now().plus(SOON), 1_000).stream()
                .filter(credential -> !living.hangs(credential.name().value()))
                .forEach(credential -> complaints.add("is still pending: " + credential.intent()));
        Set<String> existing = new TreeSet<>();
        names.forEach(name -> find(name).filter(Account::exists).ifPresent(account -> existing.add(name)));
        Set<String> listed = new TreeSet<>();
        for (AccountNames.Entry entry : store.names().after(null, 1_000)) {
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

    private Optional<Account> find(String name) {
        return store.accounts().find(new AccountName(name));
    }

    private void rests(String name, List<String> complaints) {
        Optional<Account> account = find(name);
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

    /** A static account is as the live agents of its zone declare it; without any it stays as it is. */
    private Goals.Goal goal(String name) {
        Optional<String> zone = living.zoneThatDeclares(name);
        if (zone.isEmpty() || living.in(zone.get()).isEmpty()) {
            return ledger.goal(name);
        }
        return living.in(zone.get()).stream().anyMatch(process -> declared.isDeclaredBy(process.agent()))
                ? Goals.Goal.ACTIVE
                : Goals.Goal.REMOVED;
    }

    private void removed(String name, Optional<Account> account, List<String> complaints) {
        if (account.filter(Account::exists).isPresent()) {
            complaints.add("should be gone: " + account.get());
        }
        watching.byNobody(name, complaints);
        if (cloud.view(name).isPresent()) {
            complaints.add("operators still see " + name);
        }
    }

    private void inactive(Account account, List<String> complaints) {
        // What is left of an earlier life of the name may still be due to be deleted, an hour after that life.
        boolean due = account.due()
                .filter(at -> at.isBefore(account.updated().plus(Duration.ofMinutes(2))))
                .isPresent();
        if (account.state() != AccountState.INACTIVE
                || due
                || account.deadline().isPresent()) {
            complaints.add("should be INACTIVE: " + account);
        }
        watching.byNobody(account.name().value(), complaints);
        stored(account, complaints);
    }

    private void active(Account account, List<String> complaints) {
        String name = account.name().value();
        stored(account, complaints);
        List<AgentProcess> there = living.in(living.zonesFor(account));
        if (there.isEmpty()) {
            boolean rests = switch (account.state()) {
                case ORPHANED, FAILED_NO_AGENT -> true;
                case FAILED_STARTING -> waits(account);
                default -> false;
            };
            if (!rests) {
                complaints.add("should be ORPHANED or FAILED, nobody lives: " + account);
            }
        } else if (there.stream().allMatch(process -> script.neverReaches(process.agent(), name))) {
            if (!keepsFailing(account)) {
                complaints.add(
                        account.state() == AccountState.ACTIVE
                                ? name + " is ACTIVE and watched by nobody, for whoever lives cannot reach it: "
                                        + account
                                : "should be FAILED, its cluster cannot be reached: " + account);
            }
        } else {
            String zone = account.zone().map(ZoneId::value).orElse("-");
            boolean mayBeAsked =
                    living.in(zone).size() > living.reaching(zone, name).size();
            if (account.state() != AccountState.ACTIVE
                    || account.deadline().isPresent()
                    || (account.due().isPresent() && !mayBeAsked)) {
                complaints.add("should be ACTIVE: " + account);
            } else {
                watching.byAllThatCan(account, zone, complaints);
            }
        }
    }

    /** Tried again for ever, seldom; or left to whoever asks for it. */
    private boolean keepsFailing(Account account) {
        boolean tried = !script.recovery().isZero() || !account.dynamic();
        return switch (account.state()) {
            case FAILED_STARTING -> waits(account);
            case TO_MIGRATE, ACTIVATING -> tried;
            // It was ACTIVE while others lived there.
            case ORPHANED ->
                script.unreachable().filter(account.name().value()::equals).isEmpty();
            default -> false;
        };
    }

    private boolean waits(Account account) {
        Instant latest = timeline.now().plus(script.recovery()).plus(SLACK);
        return script.recovery().isZero() && account.dynamic()
                ? account.due().isEmpty()
                : script.recovery().isZero()
                        || account.due().filter(due -> due.isBefore(latest)).isPresent();
    }

    private void stored(Account account, List<String> complaints) {
        Optional<EncryptedDefinition> stored =
                account.definition().flatMap(id -> store.definitions().find(new Definitions.Key(account.name(), id)));
        if (stored.isEmpty()) {
            complaints.add("points to no definition: " + account);
        }
        Optional<Object> says =
                stored.map(definition -> definition.fieldsInClear().get("context"));
        living.zoneThatDeclares(account.name().value())
                .flatMap(this::lowestThatDeclares)
                .map(declared::context)
                .filter(context -> !says.equals(Optional.of(context)))
                .ifPresent(context -> complaints.add("has not the definition that the lowest of its agents declares: "
                        + account + " says " + says + ", not " + context));
    }

    /** Of agents that contradict each other the lowest id counts. */
    private Optional<String> lowestThatDeclares(String zone) {
        return living.in(zone).stream()
                .map(AgentProcess::agent)
                .filter(declared::isDeclaredBy)
                .min(Comparator.naturalOrder());
    }
}
