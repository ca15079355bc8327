package io.dynamicaccounts.agent.session;

import static io.dynamicaccounts.agent.session.Rig.cachedWatch;
import static io.dynamicaccounts.agent.session.Rig.confirmedWatch;
import static io.dynamicaccounts.agent.session.Rig.stop;
import static io.dynamicaccounts.agent.session.Rig.watch;
import static org.assertj.core.api.Assertions.assertThat;

import io.dynamicaccounts.agent.DynamicAccounts;
import io.dynamicaccounts.agent.protocol.AccountReport;
import io.dynamicaccounts.agent.protocol.AssignedAccount;
import io.dynamicaccounts.agent.protocol.ControlPlaneAnswer;
import io.dynamicaccounts.agent.protocol.PollAnswer;
import io.dynamicaccounts.agent.protocol.StaticAccount;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** An agent whose configuration switches dynamic accounts off. */
class OwnAccountsTest {

    private final Rig rig = new Rig(Rig.SETTINGS.withDynamicAccounts(DynamicAccounts.OFF));

    private void declare(String... names) {
        rig.send(new SessionEvent.Declared(List.of(names).stream()
                .map(name -> new StaticAccount(name, Map.of("serviceAccount", true)))
                .toList()));
    }

    private void answerDeclaration(List<Object> conflicts, AssignedAccount... list) {
        for (AssignedAccount each : list) {
            rig.generations.put(each.account(), each.generation());
        }
        rig.answer(new ControlPlaneAnswer.Answered<>(
                new PollAnswer(2, 1, 10, 45, List.of(list), false, conflicts, 2, null)));
    }

    /** Answers the first poll, which the agent sent before the test declared anything. */
    private void begin() {
        rig.nothing(1, 1);
    }

    @Test
    void watches_what_it_declares_and_nothing_else_of_its_zone() {
        declare("mine");
        begin();
        answerDeclaration(List.of(), cachedWatch("mine", 1), confirmedWatch("theirs", 4));
        rig.watching("mine");

        assertThat(rig.watched()).containsExactly("mine");
        assertThat(rig.defined).as("no definition of others is asked for").containsExactly(List.of("mine"));
        assertThat(rig.said()).containsExactlyInAnyOrder("mine 1 WATCHING", "theirs 4 FAILED");
        assertThat(rig.reports)
                .filteredOn(report -> report.outcome() == AccountReport.Outcome.FAILED)
                .singleElement()
                .satisfies(report -> assertThat(report.message()).contains("dynamicAccountsEnabled is false"));
    }

    @Test
    void has_applied_a_list_of_which_it_watches_a_part() {
        begin();
        rig.list(1, 2, confirmedWatch("theirs", 1));

        assertThat(rig.awaitPoll().body().revision()).isEqualTo(2);
    }

    @Test
    void does_not_watch_an_account_of_its_name_that_is_not_its_own() {
        declare("taken", "mine");
        begin();
        answerDeclaration(
                List.of(Map.of("name", "taken", "detail", "the name is taken")),
                confirmedWatch("taken", 7),
                confirmedWatch("mine", 1));

        assertThat(rig.watched()).containsExactly("mine");
        assertThat(rig.said()).contains("taken 7 FAILED");
    }

    @Test
    void stops_watching_what_it_no_longer_declares_although_others_do_and_says_so() {
        declare("mine");
        begin();
        answerDeclaration(List.of(), confirmedWatch("mine", 1));
        rig.watching("mine");
        declare();
        answerDeclaration(List.of(), watch("mine", 1));

        assertThat(rig.stopsAsked).map(WatchId::account).containsExactly("mine");
        assertThat(rig.said()).containsExactly("mine 1 WATCHING", "mine 1 FAILED");
    }

    @Test
    void stops_what_it_never_watched_as_every_agent_does() {
        begin();
        rig.list(1, 2, stop("theirs", 3));

        assertThat(rig.said()).containsExactly("theirs 3 STOPPED");
    }

    @Test
    void a_failure_that_the_control_plane_knows_is_reported_again_only_when_asked() {
        begin();
        rig.list(1, 2, confirmedWatch("theirs", 1));
        rig.list(1, 3, new AssignedAccount("theirs", 1, AssignedAccount.Action.WATCH, false, false, true));
        assertThat(rig.said()).containsExactly("theirs 1 FAILED");

        rig.list(1, 4, new AssignedAccount("theirs", 1, AssignedAccount.Action.WATCH, false, true, true));
        assertThat(rig.said()).containsExactly("theirs 1 FAILED", "theirs 1 FAILED");
    }

    @Test
    void says_its_usual_capacity_because_its_own_failed_starts_are_handed_out_by_it() {
        begin();
        rig.list(1, 2, confirmedWatch("theirs", 1));

        assertThat(rig.awaitPoll().body().capacity()).isEqualTo(Rig.SETTINGS.maxConcurrentStarts());
    }
}
