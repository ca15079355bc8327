package io.dynamicaccounts.functions.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.dynamicaccounts.functions.CapturedLog;
import io.dynamicaccounts.functions.sweep.Sweep;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What an operator reads in the log while the sweep does not believe what it sees. */
class DistrustLogScenariosTest {

    @RegisterExtension
    final CapturedLog captured = CapturedLog.of(Sweep.class);

    private final World world = new World();
    private final TestAgent agent = world.agent("agent-1", "z1");

    private List<String> logged() {
        return captured.events().stream()
                .map(event -> event.getLevel() + " " + event.getFormattedMessage())
                .toList();
    }

    @Test
    void distrust_is_one_line_when_it_begins_and_one_when_it_ends_however_often_the_sweep_runs() {
        world.live(Duration.ofMinutes(2), agent);
        assertThat(logged()).isEmpty();
        String since = world.store.sweepMarks().read().orElseThrow().lastRun().toString();
        world.pass(Duration.ofHours(1));

        world.sweep();

        String until = world.now().plusSeconds(60).toString();
        assertThat(logged())
                .containsExactly("WARN the sweep does not trust what it sees and takes no agent for dead until " + until
                        + ": the sweep did not run since " + since);
        world.live(Duration.ofSeconds(45), agent);
        assertThat(logged()).hasSize(1);

        world.live(Duration.ofMinutes(2), agent);
        assertThat(logged()).hasSize(2).last().isEqualTo("INFO the sweep trusts what it sees again");
    }

    @Test
    void a_distrust_that_is_prolonged_for_another_reason_is_told_again() {
        TestAgent second = world.agent("agent-2", "z2");
        world.live(Duration.ofMinutes(2), agent, second);
        world.pass(70);
        world.sweep();
        assertThat(logged()).singleElement().asString().contains("2 of 2 zones fell silent at once");
        world.pass(Duration.ofHours(1));
        world.sweep();
        assertThat(logged()).hasSize(2).last().asString().contains("did not run since");
    }
}
