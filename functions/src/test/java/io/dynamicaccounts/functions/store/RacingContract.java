package io.dynamicaccounts.functions.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.dynamicaccounts.functions.account.Account;
import io.dynamicaccounts.functions.account.AccountState;
import io.dynamicaccounts.functions.lifecycle.Effect;
import io.dynamicaccounts.functions.lifecycle.Event;
import io.dynamicaccounts.functions.lifecycle.Transition;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** What every store must do with {@value Race#WRITERS} writers of accounts at a time. */
public abstract class RacingContract extends StoreContract {

    @RepeatedTest(5)
    void of_transitions_that_exclude_each_other_exactly_one_wins() {
        Account inactive = Placed.inactive(store, ACCOUNT, ZONE);
        List<Transition> attempts = attempts(Event.ACTIVATE);

        List<WriteResult<Account>> answers = Race.of(i -> store.accounts().transition(ACCOUNT, attempts.get(i)));

        Account found = store.accounts().find(ACCOUNT).orElseThrow();
        assertThat(answers)
                .filteredOn(WriteResult.Written.class::isInstance)
                .containsExactly(new WriteResult.Written<>(found));
        assertThat(answers)
                .filteredOn(WriteResult.Rejected.class::isInstance)
                .hasSize(Race.WRITERS - 1)
                .containsOnly(new WriteResult.Rejected<>(found));
        assertThat(found.version()).isEqualTo(inactive.version() + 1);
        assertThat(winner(answers))
                .isEqualTo(attempts.stream()
                        .map(Transition::writer)
                        .toList()
                        .indexOf(found.writer().orElseThrow()));
    }

    @RepeatedTest(5)
    void of_many_who_provision_one_name_exactly_one_wins() {
        List<Transition> attempts = attempts(Event.PROVISION);

        List<WriteResult<Account>> answers = Race.of(i -> store.accounts().transition(ACCOUNT, attempts.get(i)));

        Account found = store.accounts().find(ACCOUNT).orElseThrow();
        assertThat(answers)
                .filteredOn(WriteResult.Written.class::isInstance)
                .containsExactly(new WriteResult.Written<>(found));
        assertThat(answers).filteredOn(WriteResult.Rejected.class::isInstance).hasSize(Race.WRITERS - 1);
        assertThat(found.version()).isEqualTo(1);
    }

    @Test
    void of_many_who_act_on_the_version_they_read_exactly_one_wins() {
        Account active = Placed.at(
                store, ACCOUNT, AccountState.ACTIVE, Placed.facts(NOON).build(), Effect.SET_DEADLINE);
        var facts = Placed.facts(NOON).version(active.version()).build();

        List<WriteResult<Account>> answers = Race.of(i ->
                store.accounts().transition(ACCOUNT, Placed.first(i % 2 == 0 ? Event.ORPHAN : Event.REDEFINE, facts)));

        assertThat(answers).filteredOn(WriteResult.Written.class::isInstance).hasSize(1);
        assertThat(store.accounts().find(ACCOUNT).orElseThrow().version()).isEqualTo(active.version() + 1);
    }

    @Test
    void of_transitions_that_do_not_exclude_each_other_none_is_lost() {
        Account active = Placed.at(
                store, ACCOUNT, AccountState.ACTIVE, Placed.facts(NOON).build());

        List<WriteResult<Account>> answers = Race.of(i -> store.accounts()
                .transition(
                        ACCOUNT, Placed.first(Event.REASSIGN, Placed.facts(NOON).build())));

        assertThat(answers)
                .extracting(answer -> answer.written().orElseThrow().version())
                .containsExactlyInAnyOrderElementsOf(LongStream.rangeClosed(1, Race.WRITERS)
                        .map(step -> active.version() + step)
                        .boxed()
                        .toList());
        Account found = store.accounts().find(ACCOUNT).orElseThrow();
        assertThat(found.version()).isEqualTo(active.version() + Race.WRITERS);
        assertThat(found.generation()).isEqualTo(active.generation() + Race.WRITERS);
    }

    /** Races many writers over many steps, because a race that ends in a microsecond hardly tests anything. */
    @Test
    void of_many_steps_of_many_writers_none_is_lost() {
        int steps = 60;
        Account active = Placed.at(
                store, ACCOUNT, AccountState.ACTIVE, Placed.facts(NOON).build());

        List<Set<Long>> versions = Race.of(i -> {
            var mine = new HashSet<Long>();
            for (int step = 0; step < steps; step++) {
                WriteResult<Account> attempt = store.accounts()
                        .transition(
                                ACCOUNT,
                                Placed.first(Event.REASSIGN, Placed.facts(NOON).build()));
                mine.add(attempt.written().orElseThrow().version());
            }
            return mine;
        });

        var all = new HashSet<Long>();
        versions.forEach(all::addAll);
        assertThat(all).hasSize(steps * Race.WRITERS);
        assertThat(store.accounts().find(ACCOUNT).orElseThrow().version())
                .isEqualTo(active.version() + steps * Race.WRITERS);
    }

    @Test
    void one_attempt_repeated_by_many_at_once_is_one_step() {
        Account active = Placed.at(
                store, ACCOUNT, AccountState.ACTIVE, Placed.facts(NOON).build());
        Transition reassign = Placed.first(Event.REASSIGN, Placed.facts(NOON).build());

        List<WriteResult<Account>> answers = Race.of(i -> store.accounts().transition(ACCOUNT, reassign));

        assertThat(answers).containsOnly(new WriteResult.Written<>(reassign.apply(active)));
        assertThat(store.accounts().find(ACCOUNT)).contains(reassign.apply(active));
    }

    @Test
    void every_writer_reads_its_own_write() {
        List<Account> wrongs = Race.of(i -> {
                    var name = account("account-" + i);
                    Account written = Placed.inactive(store, name, ZONE);
                    for (int step = 0; step < 20; step++) {
                        WriteResult<Account> attempt = store.accounts()
                                .transition(
                                        name,
                                        Placed.staying(Effect.NEXT_GENERATION)
                                                .bind(Placed.facts(NOON).build(), Placed.token()));
                        written = attempt.written().orElseThrow();
                        if (!store.accounts().find(name).orElseThrow().equals(written)) {
                            return written;
                        }
                    }
                    return null;
                })
                .stream()
                .filter(wrong -> wrong != null)
                .toList();

        assertThat(wrongs).isEmpty();
    }

    @Test
    void a_due_time_is_postponed_only_at_the_version_that_was_read() {
        Account before = Placed.at(
                store, ACCOUNT, AccountState.ACTIVE, Placed.facts(NOON).build(), Effect.DUE_SOON);

        Race.of(i -> i == 0
                ? store.accounts()
                        .transition(
                                ACCOUNT,
                                Placed.first(
                                        Event.REASSIGN,
                                        Placed.facts(NOON.plusSeconds(10)).build()))
                : store.accounts().postpone(ACCOUNT, before.version(), null));

        // In either order the transition's due time is kept: a late sweep cannot postpone it.
        assertThat(store.accounts().find(ACCOUNT).orElseThrow().due()).isPresent();
    }

    private static List<Transition> attempts(Event event) {
        return IntStream.range(0, Race.WRITERS)
                .mapToObj(i -> Placed.first(
                        event, Placed.facts(NOON).message("writer " + i).build()))
                .toList();
    }

    private static int winner(List<WriteResult<Account>> answers) {
        return IntStream.range(0, answers.size())
                .filter(i -> answers.get(i) instanceof WriteResult.Written)
                .findFirst()
                .orElseThrow();
    }
}
