package io.dynamicaccounts.local.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class DemoTest {

    @Test
    @Timeout(value = 90, unit = TimeUnit.SECONDS)
    void the_demo_meets_its_own_expectations_and_leaves_nothing_behind() throws InterruptedException {
        var text = new StringWriter();
        boolean met = Demo.plain(new PrintWriter(text)).play(end -> {});
        assertThat(met).as(text.toString()).isTrue();
        assertThat(text.toString())
                .contains("Only the clusters are mocks", "ORPHANED -> ACTIVE", "Verdict: all 12 expectations were met");
        assertThat(ProcessHandle.current()
                        .children()
                        .filter(ProcessHandle::isAlive)
                        .filter(child -> child.info().commandLine().orElse("").contains("local.Main")))
                .isEmpty();
    }

    @Test
    void a_live_table_is_redrawn_in_its_place_and_no_wider_than_the_terminal() {
        var text = new StringWriter();
        var table = new LiveTable(new PrintWriter(text), 60, Demo.Colours.NO);
        var account = new DemoSnapshot.Account(
                "prod", "eu", "FAILED", 3, 0, "a reason that is longer than any terminal is wide");
        table.step("begin");
        table.show(new DemoSnapshot(List.of(account), List.of(new DemoSnapshot.Agent("agent-1", "eu", 1))));
        table.show(new DemoSnapshot(List.of(account), List.of()));
        table.step("end");
        assertThat(text.toString()).contains("prod", "FAILED", "agent-1", "\u001b[6A\r\u001b[J", "\u001b[5A\r\u001b[J");
        assertThat(text.toString().lines())
                .allMatch(line -> line.replaceAll("\u001b\\[[0-9]*[AJ]|\r", "").length() <= 60);
    }

    @Test
    void a_live_table_in_colours_ends_each_of_them() {
        var text = new StringWriter();
        var table = new LiveTable(new PrintWriter(text), 200, Demo.Colours.YES);
        for (String state : List.of("ACTIVE", "ORPHANED", "FAILED", "INACTIVE", "TO_MIGRATE")) {
            table.show(new DemoSnapshot(List.of(new DemoSnapshot.Account("a", "z", state, 1, 2, "")), List.of()));
        }
        assertThat(text.toString().lines().filter(line -> line.contains("\u001b[3")))
                .isNotEmpty()
                .allMatch(line -> line.endsWith("\u001b[0m"));
    }
}
