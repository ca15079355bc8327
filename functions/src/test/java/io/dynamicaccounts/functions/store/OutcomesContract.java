package io.dynamicaccounts.functions.store;

import static io.dynamicaccounts.functions.store.AssignmentsContract.assignment;
import static io.dynamicaccounts.functions.store.AssignmentsContract.removed;
import static org.assertj.core.api.Assertions.assertThat;

import io.dynamicaccounts.functions.store.Assignment.AgentOutcome;
import io.dynamicaccounts.functions.store.Assignment.ReportedResult;
import io.dynamicaccounts.functions.store.Assignments.ReportedOutcome;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every store must do with the reports of registrations about an assignment. */
public abstract class OutcomesContract extends StoreContract {

    private static final Optional<Instant> SAID = Optional.of(NOON);

    private static final Set<Long> LIVE = Set.of(1L, 2L, 3L);

    @BeforeEach
    void publishOne() {
        store.assignments().publish(assignment(ZONE, ACCOUNT, 5, 2));
    }

    @Test
    void the_answer_is_the_assignment_with_what_every_agent_said() {
        note(2, 1, ReportedResult.WATCHING, Optional.empty());
        Optional<Assignment> after = note(2, 2, ReportedResult.FAILED, Optional.of("no route to \"host\""));

        assertThat(after).isEqualTo(Optional.of(found()));
        assertThat(found().outcomes())
                .isEqualTo(Map.of(
                        1L, new AgentOutcome(2, ReportedResult.WATCHING, 0, Optional.empty(), Optional.empty()),
                        2L, new AgentOutcome(2, ReportedResult.FAILED, 1, SAID, Optional.of("no route to \"host\""))));
        assertThat(found().version()).isEqualTo(5);
    }

    @Test
    void the_last_report_of_a_registration_counts() {
        note(2, 1, ReportedResult.FAILED, Optional.of("no route"));
        note(2, 1, ReportedResult.STOPPED, Optional.empty());

        assertThat(found().outcomes())
                .isEqualTo(
                        Map.of(1L, new AgentOutcome(2, ReportedResult.STOPPED, 0, Optional.empty(), Optional.empty())));
    }

    @Test
    void failing_again_counts_a_try_more_until_something_else_is_said() {
        assertThat(List.of(tries(ReportedResult.FAILED), tries(ReportedResult.FAILED), tries(ReportedResult.FAILED)))
                .containsExactly(1, 2, 3);
        note(2, 1, ReportedResult.WATCHING, Optional.empty());
        assertThat(tries(ReportedResult.FAILED)).isEqualTo(1);
    }

    @Test
    void tries_of_one_registration_are_not_those_of_another() {
        tries(ReportedResult.FAILED);
        tries(ReportedResult.FAILED);

        note(2, 3, ReportedResult.FAILED, Optional.empty());

        assertThat(found().outcome(3).orElseThrow().tries()).isEqualTo(1);
        assertThat(found().outcome(1).orElseThrow().tries()).isEqualTo(2);
    }

    @Test
    void many_tries_at_once_are_all_counted() {
        Race.of(i -> note(2, 1 + i % 3, ReportedResult.FAILED, Optional.empty()));

        assertThat(found().outcomes().values().stream()
                        .mapToInt(AgentOutcome::tries)
                        .sum())
                .isEqualTo(Race.WRITERS);
    }

    @Test
    void what_is_said_of_another_generation_is_not_noted() {
        assertThat(note(1, 1, ReportedResult.WATCHING, Optional.empty())).isEmpty();
        assertThat(note(3, 1, ReportedResult.WATCHING, Optional.empty())).isEmpty();
        assertThat(found().outcomes()).isEmpty();
    }

    @Test
    void what_is_said_of_a_tombstone_or_of_nothing_is_not_noted() {
        store.assignments().publish(removed(ZONE, account("left"), 1));

        for (var name : List.of(account("left"), account("unknown"))) {
            assertThat(store.assignments()
                            .recordOutcome(
                                    new ReportedOutcome(
                                            ZONE, name, 1, 1, ReportedResult.WATCHING, NOON, Optional.empty()),
                                    LIVE))
                    .isEmpty();
        }
        assertThat(store.assignments()
                        .recordOutcome(
                                new ReportedOutcome(
                                        OTHER_ZONE, ACCOUNT, 2, 1, ReportedResult.WATCHING, NOON, Optional.empty()),
                                LIVE))
                .isEmpty();

        assertThat(store.assignments()
                        .find(ZONE, List.of(account("left")))
                        .get(account("left"))
                        .outcomes())
                .isEmpty();
        assertThat(store.assignments().find(ZONE, List.of(account("unknown")))).isEmpty();
        assertThat(store.assignments().inZone(OTHER_ZONE)).isEmpty();
    }

    @Test
    void outcomes_stay_while_the_generation_stays() {
        note(2, 1, ReportedResult.FAILED, Optional.of("why"));

        var another = new AgentOutcome(2, ReportedResult.STOPPED, 0, Optional.empty(), Optional.empty());
        store.assignments().publish(assignment(ZONE, ACCOUNT, 6, 2).withOutcomes(Map.of(9L, another)));

        assertThat(found().version()).isEqualTo(6);
        assertThat(found().outcomes())
                .isEqualTo(Map.of(1L, new AgentOutcome(2, ReportedResult.FAILED, 1, SAID, Optional.of("why"))));
    }

    @Test
    void an_assignment_that_was_not_written_takes_no_outcomes_away() {
        note(2, 1, ReportedResult.FAILED, Optional.of("why"));

        store.assignments().publish(assignment(ZONE, ACCOUNT, 5, 3));

        assertThat(found().outcomes())
                .isEqualTo(Map.of(1L, new AgentOutcome(2, ReportedResult.FAILED, 1, SAID, Optional.of("why"))));
    }

    @Test
    void outcomes_mean_nothing_in_the_next_generation_and_tries_start_anew() {
        note(2, 1, ReportedResult.FAILED, Optional.of("why"));
        note(2, 1, ReportedResult.FAILED, Optional.of("why"));

        store.assignments().publish(assignment(ZONE, ACCOUNT, 6, 3));
        assertThat(found().outcome(1)).isEmpty();

        note(3, 1, ReportedResult.FAILED, Optional.of("again"));
        assertThat(found().outcome(1))
                .contains(new AgentOutcome(3, ReportedResult.FAILED, 1, SAID, Optional.of("again")));
    }

    @Test
    void outcomes_of_live_registrations_are_never_dropped() {
        Race.of(3, i -> note(2, i + 1, ReportedResult.WATCHING, Optional.empty()));

        assertThat(found().outcomes()).containsOnlyKeys(LIVE);
    }

    @Test
    void outcomes_of_dead_registrations_do_not_pile_up() {
        for (long registration = 1; registration <= 100; registration++) {
            store.assignments()
                    .recordOutcome(
                            new ReportedOutcome(
                                    ZONE, ACCOUNT, 2, registration, ReportedResult.WATCHING, NOON, Optional.empty()),
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
                        .recordOutcome(
                                new ReportedOutcome(
                                        ZONE,
                                        ACCOUNT,
                                        2,
                                        i + 1,
                                        ReportedResult.FAILED,
                                        NOON,
                                        Optional.of("x".repeat(500))),
                                hundred));

        assertThat(found().outcomes()).hasSize(100);
    }

    private int tries(ReportedResult result) {
        return note(2, 1, result, Optional.empty())
                .orElseThrow()
                .outcome(1)
                .orElseThrow()
                .tries();
    }

    private Optional<Assignment> note(
            long generation, long registration, ReportedResult result, Optional<String> message) {
        return store.assignments()
                .recordOutcome(
                        new ReportedOutcome(
                                ZONE,
                                ACCOUNT,
                                generation,
                                registration,
                                result,
                                NOON.plus(LESS_THAN_A_MILLISECOND),
                                message),
                        LIVE);
    }

    private Assignment found() {
        return store.assignments().find(ZONE, List.of(ACCOUNT)).get(ACCOUNT);
    }
}
