package io.dynamicaccounts.functions.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.dynamicaccounts.functions.CapturedLog;
import io.dynamicaccounts.functions.lifecycle.Timing;
import io.dynamicaccounts.functions.store.Assignment;
import io.dynamicaccounts.functions.transition.TransitionLog;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What an operator reads in the log of accounts that need attention, and of those that need none any more. */
class TransitionLogScenariosTest {

    @RegisterExtension
    final CapturedLog captured = CapturedLog.of(TransitionLog.class);

    private final World world = new World();
    private final TestAgent agent = world.agent("agent-1", "z1");

    private List<String> written(World of) {
        captured.events().clear();
        of.log.write();
        return captured.events().stream()
                .map(event -> event.getLevel() + " " + event.getFormattedMessage())
                .toList();
    }

    private List<String> written() {
        return written(world);
    }

    private void starting(World in, TestAgent by, String name) {
        in.migrate("z1", name);
        in.activate(name);
        by.poll();
    }

    private void fails(World in, TestAgent by, String name, String reason) {
        by.send(List.of(TestAgent.says(name, in.account(name).generation(), Assignment.ReportedResult.FAILED, reason)));
    }

    @Test
    void a_failed_start_is_one_line_with_account_zone_reason_and_next_try() {
        starting(world, agent, "a");
        fails(world, agent, "a", "no route to 10.0.0.1");
        assertThat(written())
                .containsExactly(
                        "WARN account a in zone z1 is FAILED, its start failed: no agent of zone z1 could start it:"
                                + " agent-1: no route to 10.0.0.1; next try at 2026-01-01T00:00:05Z");
        assertThat(written()).as("once").isEmpty();
    }

    @Test
    void a_failed_start_that_is_not_tried_again_says_so() {
        var world = World.with(
                new Timing(0, Duration.ofSeconds(5), Duration.ofSeconds(300), Duration.ofSeconds(10), Duration.ZERO));
        TestAgent agent = world.agent("agent-1", "z1");
        starting(world, agent, "a");
        fails(world, agent, "a", "no route");
        assertThat(written(world))
                .singleElement()
                .asString()
                .endsWith("agent-1: no route; it is not tried again by itself");
    }

    @Test
    void an_account_that_no_agent_can_take_is_one_line() {
        world.migrate("z1", "a");
        world.activate("a");
        world.pass(10);
        world.sweep();
        assertThat(written())
                .containsExactly("WARN account a in zone z1 is FAILED, no agent can take it: no live agent in zone z1;"
                        + " it is queued again once an agent lives there");
    }

    @Test
    void a_failed_stop_is_one_line_with_the_next_try_and_its_end_another() {
        world.active("a", agent);
        written();
        agent.hangsOn("a");
        world.deactivate("a");
        agent.poll();
        fails(world, agent, "a", "stuck");
        assertThat(written())
                .containsExactly("WARN account a in zone z1 is FAILED, its stop failed: agent z1/agent-1 could not stop"
                        + " it: stuck; next try at 2026-01-01T00:00:05Z");
        agent.managesAgain("a");
        world.live(Duration.ofMinutes(2), agent);
        assertThat(written()).containsExactly("INFO account a in zone z1 is INACTIVE");
    }

    @Test
    void an_orphaned_account_is_one_line_and_its_return_another() {
        world.active("a", agent);
        assertThat(written()).containsExactly("INFO account a in zone z1 is ACTIVE");
        world.disconnect(agent);
        assertThat(written())
                .containsExactly("WARN account a in zone z1 is ORPHANED: no live agent in zone z1;"
                        + " it is ACTIVE again once an agent of the zone confirms it");
        world.live(Duration.ofMinutes(1), agent);
        assertThat(written()).containsExactly("INFO account a in zone z1 is ACTIVE");
    }

    @Test
    void a_start_that_succeeds_after_it_failed_is_one_line() {
        agent.failsOn("a");
        starting(world, agent, "a");
        agent.report();
        assertThat(written()).singleElement().asString().startsWith("WARN account a in zone z1 is FAILED");
        agent.managesAgain("a");
        world.live(Duration.ofMinutes(1), agent);
        assertThat(written()).containsExactly("INFO account a in zone z1 is ACTIVE");
    }

    @Test
    void what_operators_ask_for_and_what_is_on_its_way_is_not_written() {
        world.active("a", agent);
        written();
        world.deactivate("a");
        world.live(Duration.ofMinutes(1), agent);
        world.delete("a");
        assertThat(written()).isEmpty();
    }

    @Test
    void many_at_once_are_one_line_with_their_number_and_the_first_names() {
        String[] names = IntStream.range(0, 2_000).mapToObj("a%04d"::formatted).toArray(String[]::new);
        world.migrate("z1", names);
        world.activate(names);
        world.pass(10);
        world.sweep();
        assertThat(written())
                .singleElement()
                .asString()
                .startsWith("WARN 2000 accounts are FAILED, no agent can take them: ")
                .matches(".*: (a\\d{4} in zone z1,? ){5}and 1995 more; the first of them: no live agent in zone z1;"
                        + " it is queued again once an agent lives there");
    }

    /** Agents are programs of others: what they say must not look like another line of the log, or be pages of it. */
    @Test
    void a_reason_stays_on_its_line_and_is_short() {
        starting(world, agent, "a");
        fails(world, agent, "a", "one\r\nERROR Forged: line\u2028two\u001b[31m" + "x".repeat(5_000));
        assertThat(captured(written()))
                .contains("one ERROR Forged: line two [31mxxx")
                .hasSizeLessThan(600)
                .matches("\\P{Cntrl}*");
    }

    private static String captured(List<String> lines) {
        assertThat(lines).hasSize(1);
        return lines.getFirst();
    }
}
