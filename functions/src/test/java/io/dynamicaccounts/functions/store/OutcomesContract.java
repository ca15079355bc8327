package io.dynamicaccounts.functions.store;

import static io.dynamicaccounts.functions.store.AssignmentsContract.assignment;
import static io.dynamicaccounts.functions.store.AssignmentsContract.removed;
import static org.assertj.core.api.Assertions.assertThat;

import io.dynamicaccounts.functions.store.Assignment.Outcome;
import io.dynamicaccounts.functions.store.Assignment.Result;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What each registration says of an assignment. */
public abstract class OutcomesContract extends StoreContract {

    private static final Optional<Instant> SAID = Optional.of(NOON);

    private static final Set<Long> LIVE = Set.of(1L, 2L, 3L);

    @BeforeEach
    void publishOne() {
        store.assignments().publish(assignment(ZONE, ACCOUNT, 5, 2));
    }

    @Test
    void the_answer_is_the_assignment_with_what_every_agent_said() {
        note(2, 1, Result.WATCHING, Optional.empty());
        Optional<Assignment> after = note(2, 2, Result.FAILED, Optional.of("no route to \"host\""));

        assertThat(after).isEqualTo(Optional.of(found()));
        assertThat(found().outcomes())
                .isEqualTo(Map.of(
                        1L, new Outcome(2, Result.WATCHING, 0, Optional.empty(), Optional.empty()),
                        2L, new Outcome(2, Result.FAILED, 1, SAID, Optional.of("no route to \"host\""))));
        assertThat(found().version()).isEqualTo(5);
    }

    @Test
    void the_last_word_of_a_registration_counts() {
        note(2, 1, Result.FAILED, Optional.of("no route"));
        note(2, 1, Result.STOPPED, Optional.empty());

        assertThat(found().outcomes())
                .isEqualTo(Map.of(1L, new Outcome(2, Result.STOPPED, 0, Optional.empty(), Optional.empty())));
    }

    @Test
    void failing_again_counts_a_try_more_until_something_else_is_said() {
        assertThat(List.of(tries(Result.FAILED), tries(Result.FAILED), tries(Result.FAILED)))
                .containsExactly(1, 2, 3);
        note(2, 1, Result.WATCHING, Optional.empty());
        assertThat(tries(Result.FAILED)).isEqualTo(1);
    }

    @Test
    void tries_of_one_registration_are_not_those_of_another() {
        tries(Result.FAILED);
        tries(Result.FAILED);

        note(2, 3, Result.FAILED, Optional.empty());

        assertThat(found().outcome(3).orElseThrow().tries()).isEqualTo(1);
        assertThat(found().outcome(1).orElseThrow().tries()).isEqualTo(2);
    }

    @Test
    void many_tries_at_once_are_all_counted() {
        Race.of(i -> note(2, 1 + i % 3, Result.FAILED, Optional.empty()));

        assertThat(found().outcomes().values().stream().mapToInt(Outcome::tries).sum())
                .isEqualTo(Race.WRITERS);
    }

    @Test
    void what_is_said_of_another_generation_is_not_noted() {
        assertThat(note(1, 1, Result.WATCHING, Optional.empty())).isEmpty();
        assertThat(note(3, 1, Result.WATCHING, Optional.empty())).isEmpty();
        assertThat(found().outcomes()).isEmpty();
    }

    @Test
    void what_is_said_of_a_tombstone_or_of_nothing_is_not_noted() {
        store.assignments().publish(removed(ZONE, account("left"), 1));

        for (var name : List.of(account("left"), account("unknown"))) {
            assertThat(store.assignments().note(ZONE, name, 1, 1, Result.WATCHING, NOON, Optional.empty(), LIVE))
                    .isEmpty();
        }
        assertThat(store.assignments().note(OTHER_ZONE, ACCOUNT, 2, 1, Result.WATCHING, NOON, Optional.empty(), LIVE))
                .isEmpty();

        assertThat(store.assignments()
                        .find(ZONE, List.of(account("left")))
                        .get(account("left"))
                        .outcomes())
                .isEmpty();
        assertThat(store.assignments().find(ZONE, List.of(account("unknown")))).isEmpty();
        assertThat(store.assignments().of(OTHER_ZONE)).isEmpty();
    }

    @Test
    void outcomes_stay_while_the_generation_stays() {
        note(2, 1, Result.FAILED, Optional.of("why"));

        var another = new Outcome(2, Result.STOPPED, 0, Optional.empty(), Optional.empty());
        store.assignments().publish(assignment(ZONE, ACCOUNT, 6, 2).withOutcomes(Map.of(9L, another)));

        assertThat(found().version()).isEqualTo(6);
        assertThat(found().outcomes())
                .isEqualTo(Map.of(1L, new Outcome(2, Result.FAILED, 1, SAID, Optional.of("why"))));
    }

    @Test
    void an_assignment_that_was_not_written_takes_no_outcomes_away() {
        note(2, 1, Result.FAILED, Optional.of("why"));

        store.assignments().publish(assignment(ZONE, ACCOUNT, 5, 3));

        assertThat(found().outcomes())
                .isEqualTo(Map.of(1L, new Outcome(2, Result.FAILED, 1, SAID, Optional.of("why"))));
    }

    @Test
    void outcomes_mean_nothing_in_the_next_generation_and_tries_start_anew() {
        note(2, 1, Result.FAILED, Optional.of("why"));
        note(2, 1, Result.FAILED, Optional.of("why"));

        store.assignments().publish(assignment(ZONE, ACCOUNT, 6, 3));
        assertThat(found().outcome(1)).isEmpty();

        note(3, 1, Result.FAILED, Optional.of("again"));
        assertThat(found().outcome(1)).contains(new Outcome(3, Result.FAILED, 1, SAID, Optional.of("again")));
    }

    @Test
    void outcomes_of_registrations_that_live_are_never_dropped() {
        Race.of(3, i -> note(2, i + 1, Result.WATCHING, Optional.empty()));

        assertThat(found().outcomes()).containsOnlyKeys(LIVE);
    }

    @Test
    void outcomes_of_dead_registrations_do_not_pile_up() {
        for (long registration = 1; registration <= 100; registration++) {
            store.assignments()
                    .note(
                            ZONE,
                            ACCOUNT,
                            2,
                            registration,
                            Result.WATCHING,
                            NOON,
                            Optional.empty(),
                            Set.of(registration));
        }

        assertThat(found().outcomes()).containsKey(100L).hasSizeLessThan(20);
    }

    @Test
    void as_many_agents_as_a_zone_may_have_are_kept() {
        Set<Long> hundred = LongStream.rangeClosed(1, 100).boxed().collect(Collectors.toSet());
        Race.of(
                100,
                i -> store.assignments()
                        .note(ZONE, ACCOUNT, 2, i + 1, Result.FAILED, NOON, Optional.of("x".repeat(500)), hundred));

        assertThat(found().outcomes()).hasSize(100);
    }

    private int tries(Result result) {
        return note(2, 1, result, Optional.empty())
                .orElseThrow()
                .outcome(1)
                .orElseThrow()
                .tries();
    }

    private Optional<Assignment> note(long generation, long registration, Result result, Optional<String> message) {
        return store.assignments()
                .note(
                        ZONE,
                        ACCOUNT,
                        generation,
                        registration,
                        result,
                        NOON.plus(LESS_THAN_A_MILLISECOND),
                        message,
                        LIVE);
    }

    private Assignment found() {
        return store.assignments().find(ZONE, List.of(ACCOUNT)).get(ACCOUNT);
    }
}
