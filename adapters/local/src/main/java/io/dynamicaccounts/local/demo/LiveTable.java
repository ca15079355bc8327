package io.dynamicaccounts.local.demo;

import io.dynamicaccounts.local.demo.Demo.Colours;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/** Redraws a table in its place, below the steps so far, on a terminal that understands ANSI control sequences. */
final class LiveTable implements DemoDisplay {

    private static final String ERASE_BELOW = "\u001b[J";
    private static final String BOLD = "1";

    private final PrintWriter out;
    private final int width;
    private final Colours colours;
    private List<String> drawn = List.of();
    private DemoSnapshot shown = DemoSnapshot.NOTHING;

    LiveTable(PrintWriter out, int width, Colours colours) {
        this.out = out;
        this.width = width;
        this.colours = colours;
    }

    @Override
    public void step(String text) {
        line(coloured(BOLD, "▸ " + text));
    }

    @Override
    public void line(String text) {
        erase();
        out.println(text);
        draw();
    }

    @Override
    public void show(DemoSnapshot snapshot) {
        if (!snapshot.equals(shown)) {
            shown = snapshot;
            erase();
            draw();
        }
    }

    /** Leaves the last table where it is. */
    @Override
    public void finish() {
        drawn = List.of();
        shown = DemoSnapshot.NOTHING;
    }

    private void erase() {
        if (!drawn.isEmpty()) {
            out.print("\u001b[" + drawn.size() + "A\r" + ERASE_BELOW);
        }
        drawn = List.of();
    }

    private void draw() {
        if (shown.accounts().isEmpty() && shown.agents().isEmpty()) {
            out.flush();
            return;
        }
        var lines = new ArrayList<String>();
        lines.add("");
        lines.add(row("account", "zone", "state", "generation", "watched by"));
        shown.accounts()
                .forEach(account -> lines.add(coloured(
                        colour(account.state()),
                        row(
                                account.name(),
                                account.zone(),
                                account.state(),
                                Long.toString(account.generation()),
                                account.error().isEmpty() ? watchers(account.watchers()) : account.error()))));
        lines.add("");
        lines.add(row("agent", "zone", "", "", "watches"));
        shown.agents()
                .forEach(agent -> lines.add(row(agent.id(), agent.zone(), "", "", agent.accounts() + " accounts")));
        lines.forEach(out::println);
        out.flush();
        drawn = lines;
    }

    private static String watchers(int count) {
        return switch (count) {
            case 0 -> "";
            case 1 -> "1 agent";
            default -> count + " agents";
        };
    }

    /**
     * Returns a row cut to the terminal's width: a line that wraps would be counted as one line and drawn as two.
     */
    private String row(String name, String zone, String state, String generation, String rest) {
        String text = String.format("  %-18s %-6s %-14s %-11s %s", name, zone, state, generation, rest);
        return text.length() < width ? text : text.substring(0, Math.max(1, width - 1));
    }

    private String coloured(String code, String text) {
        return colours == Colours.NO || code.isEmpty() ? text : "\u001b[" + code + "m" + text + "\u001b[0m";
    }

    private static String colour(String state) {
        return switch (state) {
            case "ACTIVE" -> "32";
            case "ORPHANED" -> "33";
            case "FAILED" -> "31";
            case "INACTIVE" -> "2";
            default -> "36";
        };
    }
}
