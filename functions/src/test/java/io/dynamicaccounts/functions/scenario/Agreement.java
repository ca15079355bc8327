package io.dynamicaccounts.functions.scenario;

import static io.dynamicaccounts.functions.scenario.Stage.ACCOUNT;
import static org.assertj.core.api.Assertions.assertThat;

import io.dynamicaccounts.functions.FunctionName;
import io.dynamicaccounts.functions.account.Account;
import io.dynamicaccounts.functions.account.AccountName;
import io.dynamicaccounts.functions.account.AccountState;
import io.dynamicaccounts.functions.account.AccountState.Work;
import io.dynamicaccounts.functions.account.ZoneId;
import io.dynamicaccounts.functions.lifecycle.Event;
import io.dynamicaccounts.functions.operator.AccountView;
import io.dynamicaccounts.functions.operator.ListAccounts;
import io.dynamicaccounts.functions.store.Assignment;
import io.dynamicaccounts.functions.store.Definitions;
import io.dynamicaccounts.functions.store.History;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What must agree on a stage that has come to rest, whatever happened: the account, its copies, its agents and what
 * operators see.
 */
final class Agreement {

    private static final AccountName NAME = World.name(ACCOUNT);

    private final Stage stage;
    private final Optional<Account> account;
    private final AccountState state;

    private Agreement(Stage stage) {
        this.stage = stage;
        this.account = stage.account();
        this.state = account.map(Account::state).orElse(AccountState.REMOVED);
    }

    static void check(Stage stage) {
        var agreement = new Agreement(stage);
        agreement.assignments();
        agreement.agents();
        agreement.operators();
        agreement.definition();
        agreement.history();
    }

    /**
     * Once no function can be about to point to a definition any more, of what was removed the tombstone is left
     * alone.
     */
    static void checkNothingIsLeft(Stage stage) {
        assertThat(stage.account().flatMap(Account::due)).as("due").isEmpty();
        if (stage.account().isPresent()) {
            assertThat(stage.store.definitions().find(stage.timeline.definitions()))
                    .as("definitions of what was removed")
                    .isEmpty();
        }
    }

    private void assignments() {
        for (String zone : List.of(Stage.ZONE, Stage.OTHER_ZONE)) {
            Optional<Assignment> assignment =
                    stage.store.assignments().inZone(World.zone(zone)).stream().findFirst();
            boolean here = account.flatMap(Account::zone).map(ZoneId::value).equals(Optional.of(zone));
            if (!here) {
                assertThat(assignment.map(Assignment::state).orElse(AccountState.REMOVED))
                        .as("in %s, where it is not", zone)
                        .isEqualTo(AccountState.REMOVED);
                continue;
            }
            if (state.work() != Work.NONE) {
                assertThat(assignment).as("in %s, where it is", zone).isPresent();
            }
            assignment.ifPresent(copy -> {
                if (!mayLag(copy)) {
                    assertThat(copy.state()).as("the copy's standing").isEqualTo(state);
                    assertThat(copy.generation())
                            .as("the copy's generation")
                            .isEqualTo(account.orElseThrow().generation());
                }
            });
        }
    }

    /** Nobody is told where no agent has anything to do, before or after; whoever meets such a copy heals it. */
    private boolean mayLag(Assignment copy) {
        return switch (state) {
            case INACTIVE, FAILED_NO_AGENT, FAILED_STARTING ->
                copy.version() < account.orElseThrow().version() && copy.state().work() == Work.NONE;
            default -> false;
        };
    }

    private void agents() {
        List<TestAgent> watching = stage.living().stream()
                .filter(agent -> agent.watches().contains(ACCOUNT))
                .toList();
        Set<String> ofZone = stage.living().stream()
                .filter(agent -> !agent.fails(ACCOUNT))
                .filter(agent -> account.flatMap(Account::zone).equals(Optional.of(World.zone(agent.zone()))))
                .map(TestAgent::id)
                .collect(Collectors.toSet());
        boolean watched = state == AccountState.ACTIVE;
        assertThat(watching.stream().map(TestAgent::id).collect(Collectors.toSet()))
                .as("who watches it")
                .isEqualTo(watched ? ofZone : Set.of());
        watching.forEach(agent -> assertThat(agent.watchesGeneration(ACCOUNT))
                .as("the generation that %s watches", agent.id())
                .isEqualTo(account.orElseThrow().generation()));
        boolean everybodyManages = stage.living().stream().noneMatch(agent -> agent.fails(ACCOUNT));
        if (everybodyManages || !watched) {
            assertThat(caching()).as("who caches it").hasSize(watched ? 1 : 0);
        }
    }

    private Set<String> caching() {
        return stage.living().stream()
                .filter(agent -> agent.caches().contains(ACCOUNT))
                .filter(agent -> !agent.fails(ACCOUNT))
                .map(TestAgent::id)
                .collect(Collectors.toSet());
    }

    private void operators() {
        boolean exists = state != AccountState.REMOVED;
        ListAccounts.Result listed = stage.world
                .controlPlane
                .get(FunctionName.LIST)
                .apply(new ListAccounts.Request(new ListAccounts.Start.Page(1), 10, ListAccounts.Filter.NONE, false));
        assertThat(listed.items()).as("the list").hasSize(exists ? 1 : 0);
        int dangling = stage.faults.failed();
        assertThat(listed.total().orElseThrow())
                .as("the count of names, of which one may dangle where its account was not written")
                .isBetween(exists ? 1L : 0L, exists ? 1L : dangling);
        Optional<AccountView> view = stage.world.view(ACCOUNT);
        assertThat(view.isPresent()).as("whether it can be read").isEqualTo(exists);
        view.ifPresent(seen -> {
            assertThat(seen.agents().stream().map(watcher -> watcher.agent().value()))
                    .as("who is said to watch it")
                    .hasSize(state == AccountState.ACTIVE ? watchers() : 0);
            assertThat(seen.agents().stream()
                            .filter(AccountView.Watcher::caching)
                            .map(watcher -> watcher.agent().value())
                            .collect(Collectors.toSet()))
                    .as("who is said to cache it")
                    .isEqualTo(caching());
        });
    }

    private int watchers() {
        return (int) stage.living().stream()
                .filter(agent -> agent.watches().contains(ACCOUNT))
                .count();
    }

    private void definition() {
        if (state == AccountState.REMOVED) {
            assertThat(account.flatMap(Account::definition)
                            .flatMap(id -> stage.store.definitions().find(new Definitions.Key(NAME, id))))
                    .as("the definition of what was removed")
                    .isEmpty();
            assertThat(stage.store.observations().find(NAME))
                    .as("what agents found out")
                    .isEmpty();
        } else {
            assertThat(stage.store
                            .definitions()
                            .find(new Definitions.Key(
                                    NAME, account.orElseThrow().definition().orElseThrow())))
                    .as("its definition")
                    .isPresent();
        }
    }

    /** Nothing invented, nothing twice, and at most one transition missing for each call that failed. */
    private void history() {
        List<History.PastTransition> past =
                stage.store.history().of(NAME, 1_000).reversed();
        List<Timeline.Write> written = stage.timeline.since(0);
        Map<Long, Timeline.Write> byVersion =
                written.stream().collect(Collectors.toMap(write -> write.after().version(), Function.identity()));
        for (History.PastTransition one : past) {
            Timeline.Write write = byVersion.get(one.version());
            assertThat(one.event()).as("event of version %d", one.version()).isEqualTo(write.event());
            assertThat(one.to())
                    .as("standing of version %d", one.version())
                    .isEqualTo(write.after().state());
        }
        Set<Long> versions = past.stream().map(History.PastTransition::version).collect(Collectors.toSet());
        assertThat(past).as("the history").hasSameSizeAs(versions);
        List<Event> missing = written.stream()
                .filter(write -> !versions.contains(write.after().version()))
                .map(Timeline.Write::event)
                .toList();
        assertThat(missing).as("transitions that the history lacks").hasSizeLessThanOrEqualTo(stage.faults.failed());
    }
}
