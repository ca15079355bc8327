package io.dynamicaccounts.local.demo;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Prints a line for each thing that happens, after the seconds since the start: for a file, a pipe or a CI log. */
final class PlainLines implements DemoDisplay {

    private final PrintWriter out;
    private final long begun = System.nanoTime();
    private DemoSnapshot shown = DemoSnapshot.NOTHING;

    PlainLines(PrintWriter out) {
        this.out = out;
    }

    @Override
    public void step(String text) {
        print("== " + text);
    }

    @Override
    public void line(String text) {
        out.println(text);
        out.flush();
    }

    @Override
    public void show(DemoSnapshot snapshot) {
        var changes = new TreeMap<String, List<String>>();
        Map<String, String> before = states(shown);
        Map<String, String> now = states(snapshot);
        now.forEach((name, state) -> {
            String was = before.getOrDefault(name, "(none)");
            if (!was.equals(state)) {
                changes.merge(was + " -> " + state, List.of(name), PlainLines::joined);
            }
        });
        before.forEach((name, state) -> {
            if (!now.containsKey(name)) {
                changes.merge(state + " -> (removed)", List.of(name), PlainLines::joined);
            }
        });
        changes.forEach((change, names) -> print(change + ": " + String.join(", ", names)));
        String agents = agents(snapshot);
        if (!agents.equals(agents(shown))) {
            print("live agents: " + agents);
        }
        shown = snapshot;
    }

    @Override
    public void finish() {}

    private static Map<String, String> states(DemoSnapshot snapshot) {
        return snapshot.accounts().stream()
                .collect(Collectors.toMap(
                        DemoSnapshot.Account::name, DemoSnapshot.Account::state, (one, other) -> one, TreeMap::new));
    }

    private static String agents(DemoSnapshot snapshot) {
        return snapshot.agents().isEmpty()
                ? "none"
                : snapshot.agents().stream()
                        .map(agent -> agent.id() + " (" + agent.zone() + ")")
                        .sorted()
                        .collect(Collectors.joining(", "));
    }

    private static List<String> joined(List<String> some, List<String> more) {
        return java.util.stream.Stream.concat(some.stream(), more.stream()).toList();
    }

    private void print(String text) {
        long millis = Duration.ofNanos(System.nanoTime() - begun).toMillis();
        out.printf("%5.1f s  %s%n", millis / 1e3, text);
        out.flush();
    }
}
