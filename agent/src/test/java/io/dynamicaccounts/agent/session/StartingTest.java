package io.dynamicaccounts.agent.session;

import static io.dynamicaccounts.agent.session.Rig.confirmedWatch;
import static io.dynamicaccounts.agent.session.Rig.watch;
import static org.assertj.core.api.Assertions.assertThat;

import io.dynamicaccounts.agent.protocol.AccountReport;
import io.dynamicaccounts.agent.protocol.AssignedAccount;
import io.dynamicaccounts.agent.protocol.ClearDefinition;
import io.dynamicaccounts.agent.protocol.ControlPlaneAnswer;
import io.dynamicaccounts.agent.protocol.DefinitionsAnswer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Tests the way from an assignment to a watch, or to a reported failure. */
class StartingTest {

    private final Rig rig = new Rig(Rig.SETTINGS.withMaxConcurrentStarts(3));

    @Test
    void facts_are_reported_once_and_again_after_a_change_or_on_request() {
        rig.list(1, 1, confirmedWatch("a", 1));
        rig.watching("a");
        rig.watching("a");
        assertThat(rig.reports)
                .containsExactly(new AccountReport(
                        "a",
                        1,
                        AccountReport.Outcome.WATCHING,
                        null,
                        "https://c:6443",
                        "v1.33.0",
                        "AB:CD",
                        List.of("default")));

        rig.list(1, 1, watch("a", 1));
        assertThat(rig.reports).hasSize(1);
        rig.list(1, 1, confirmedWatch("a", 1));
        assertThat(rig.reports).hasSize(2);
        rig.send(new SessionEvent.Watching(
                rig.live.get("a"), new io.dynamicaccounts.agent.watch.ClusterFacts(null, "v1.34.0", null, null)));
        assertThat(rig.reports)
                .hasSize(3)
                .last()
                .extracting(AccountReport::kubeVersion)
                .isEqualTo("v1.34.0");
    }

    @Test
    void a_failed_start_is_repeated_on_request_only() {
        rig.list(1, 1, confirmedWatch("a", 1));
        rig.failed("a", "x509: certificate signed by unknown authority");
        assertThat(rig.reports)
                .containsExactly(AccountReport.failed("a", 1, "x509: certificate signed by unknown authority"));

        rig.list(1, 1, watch("a", 1));
        assertThat(rig.watched()).isEmpty();
        rig.list(1, 1, confirmedWatch("a", 1));
        assertThat(rig.watched()).containsExactly("a");
    }

    @Test
    void a_request_for_confirmation_from_before_the_failure_was_reported_starts_no_other_try() {
        rig.list(1, 1, confirmedWatch("a", 1));
        rig.awaitPoll();
        rig.failed("a", "refused");
        rig.list(1, 1, confirmedWatch("a", 1));
        assertThat(rig.watched())
                .as("that poll was sent before the report arrived")
                .isEmpty();

        rig.list(1, 1, confirmedWatch("a", 1));
        assertThat(rig.watched()).containsExactly("a");
    }

    @Test
    void a_watch_that_is_lost_for_good_is_reported() {
        rig.list(1, 1, watch("a", 1));
        rig.watching("a");
        rig.failed("a", "410 Gone");
        assertThat(rig.said()).containsExactly("a 1 WATCHING", "a 1 FAILED");
    }

    @Test
    void a_newer_generation_of_a_failed_account_is_started() {
        rig.list(1, 1, watch("a", 1));
        rig.failed("a", "refused");
        rig.list(1, 2, watch("a", 2));
        assertThat(rig.live.get("a").generation()).isEqualTo(2);
    }

    @Test
    void a_denied_definition_is_dropped_without_a_report_until_the_list_asks_again() {
        rig.defineAtOnce = false;
        rig.list(1, 1, watch("a", 1), watch("b", 1));
        rig.define(new DefinitionsAnswer(List.of(entry("b", 1)), List.of("a"), List.of()));
        assertThat(rig.watched()).containsExactly("b");
        assertThat(rig.reports).isEmpty();

        rig.list(1, 1, watch("a", 1), watch("b", 1));
        assertThat(rig.define).isNull();
        rig.list(1, 1, confirmedWatch("a", 1), watch("b", 1));
        assertThat(rig.define.body().accounts()).containsExactly("a");
    }

    @Test
    void definitions_that_did_not_fit_into_the_answer_are_requested_again() {
        rig.defineAtOnce = false;
        rig.list(1, 1, watch("a", 1), watch("b", 1));
        rig.define(new DefinitionsAnswer(List.of(entry("a", 1)), List.of(), List.of("b")));
        assertThat(rig.define.body().accounts()).containsExactly("b");
        rig.define();
        assertThat(rig.watched()).containsExactly("a", "b");
    }

    @Test
    void a_definition_that_never_fits_is_no_failure_and_is_requested_with_pauses() {
        rig.defineAtOnce = false;
        rig.list(1, 1, watch("a", 1));
        rig.awaitPoll();
        for (int i = 0; i < 10; i++) {
            assertThat(rig.define).as("try %s", i + 1).isNotNull();
            rig.define(new DefinitionsAnswer(List.of(), List.of(), List.of("a")));
            assertThat(rig.define).as("not at once").isNull();
            rig.pass(Duration.ofSeconds(60));
        }
        rig.define();
        assertThat(rig.watched()).containsExactly("a");
        assertThat(rig.reports).isEmpty();
    }

    @Test
    void a_definition_of_another_generation_is_not_started_and_not_requested_for_ever() {
        rig.list(1, 1, watch("a", 1));
        rig.failed("a", "refused");
        rig.list(1, 2, watch("a", 2));
        rig.failed("a", "refused");
        rig.defineAtOnce = false;
        rig.list(1, 3, watch("a", 3));
        rig.generations.put("a", 2L);
        rig.awaitPoll();
        for (int i = 0; i < 5; i++) {
            assertThat(rig.define).as("try %s", i + 1).isNotNull();
            rig.define();
            assertThat(rig.define).as("not at once").isNull();
            rig.pass(Duration.ofSeconds(40));
        }

        assertThat(rig.watched()).isEmpty();
        assertThat(rig.define).isNull();
        assertThat(rig.reports)
                .last()
                .extracting(AccountReport::generation, AccountReport::outcome)
                .containsExactly(3L, AccountReport.Outcome.FAILED);
    }

    @Test
    void a_refused_request_for_definitions_is_split_until_the_one_at_fault_is_alone() {
        rig.defineAtOnce = false;
        rig.list(1, 1, watch("a", 1), watch("bad", 1), watch("c", 1));
        rig.awaitPoll();
        for (int i = 0; i < 40; i++) {
            if (rig.define != null && rig.define.body().accounts().contains("bad")) {
                long request = rig.define.request();
                rig.define = null;
                rig.send(new SessionEvent.Defined(request, new ControlPlaneAnswer.Refused<>(400, "no")));
            } else if (rig.define != null) {
                rig.define();
            }
            rig.pass(Duration.ofSeconds(5));
        }
        assertThat(rig.watched()).containsExactly("a", "c");
        assertThat(rig.said()).contains("bad 1 FAILED");
    }

    @Test
    void one_bad_cluster__a_start_that_hangs_takes_its_own_place_only_and_not_for_ever() {
        rig.list(1, 1, watch("dead", 1), watch("a", 1), watch("b", 1), watch("c", 1));
        assertThat(rig.watched()).containsExactlyInAnyOrder("dead", "a", "b");
        rig.watching("a", "b");
        assertThat(rig.watched()).contains("c");
        rig.watching("c");
        rig.awaitPoll();

        rig.pass(Duration.ofSeconds(61));

        assertThat(rig.reports).last().isEqualTo(AccountReport.failed("dead", 1, "not watching after 60 seconds"));
        assertThat(rig.stopsAsked).extracting(WatchId::account).containsExactly("dead");
        assertThat(rig.session.status().watching()).containsExactly("a", "b", "c");
        rig.watching("dead");
        assertThat(rig.said()).as("too late").last().isEqualTo("dead 1 FAILED");
    }

    @Test
    void a_start_that_took_too_long_is_tried_again_only_after_it_has_ended() {
        rig.list(1, 1, confirmedWatch("a", 1));
        rig.awaitPoll();
        rig.pass(Duration.ofSeconds(61));
        rig.nothing(1, 1);
        rig.list(1, 1, confirmedWatch("a", 1));
        rig.stopped("a");
        assertThat(rig.watched()).containsExactly("a");
        rig.watching("a");
        assertThat(rig.said()).last().isEqualTo("a 1 WATCHING");
    }

    @Test
    void the_capacity_is_the_number_of_further_starts() {
        assertThat(rig.awaitPoll().body().capacity()).isEqualTo(3);
        rig.list(1, 1, watch("a", 1));
        assertThat(rig.awaitPoll().body().capacity()).isEqualTo(2);
        rig.list(1, 2, watch("a", 1), watch("b", 1), watch("c", 1), watch("d", 1), watch("e", 1));
        assertThat(rig.awaitPoll().body().capacity()).isZero();
        rig.watching("a", "b", "c");
        rig.nothing(1, 2);
        assertThat(rig.awaitPoll().body().capacity()).isEqualTo(1);
        rig.watching("d", "e");
        rig.nothing(1, 2);
        assertThat(rig.awaitPoll().body().capacity()).isEqualTo(3);
    }

    @Test
    void an_account_that_waits_for_its_definition_takes_capacity() {
        rig.defineAtOnce = false;
        rig.list(1, 1, watch("a", 1), watch("b", 1));
        assertThat(rig.awaitPoll().body().capacity()).isEqualTo(1);
    }

    @Test
    void thousand_accounts_hang__ten_thousand_start_bounded_with_few_requests_and_few_definitions_held() {
        Rig fleet = new Rig(Rig.SETTINGS.withMaxConcurrentStarts(200));
        AssignedAccount[] list = IntStream.range(0, 10_000)
                .mapToObj(i -> confirmedWatch("account-" + i, 1))
                .toArray(AssignedAccount[]::new);
        fleet.list(1, 1, list);
        int watched = 0;
        while (fleet.session.status().watching().size() < 10_000) {
            List<String> starting = List.copyOf(fleet.session.status().starting());
            assertThat(starting).hasSizeBetween(1, 200);
            starting.forEach(fleet::watching);
            assertThat(++watched).isLessThan(200);
        }
        assertThat(fleet.defined)
                .hasSizeLessThan(150)
                .allSatisfy(asked -> assertThat(asked).hasSizeLessThan(201));
        assertThat(fleet.reports).hasSizeGreaterThanOrEqualTo(10_000);
    }

    @Test
    void an_account_that_is_dropped_before_its_definition_arrives_is_not_started() {
        rig.defineAtOnce = false;
        rig.list(1, 1, watch("a", 1));
        rig.list(1, 2);
        rig.define();
        assertThat(rig.watched()).isEmpty();
    }

    private static DefinitionsAnswer.Entry entry(String account, long generation) {
        return new DefinitionsAnswer.Entry(account, generation, new ClearDefinition(Map.of("name", account)));
    }
}
