package io.dynamicaccounts.functions.lifecycle;

import io.dynamicaccounts.functions.account.AccountState;
import io.dynamicaccounts.functions.account.VisibleState;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The lifecycle table as the documentation shows it, in Markdown: a Mermaid diagram of the states, and every row.
 */
public final class LifecycleDocument {

    private LifecycleDocument() {}

    /** Returns the whole of {@code docs/lifecycle.md}. */
    public static String markdown() {
        return """
                # The lifecycle of an account

                Written from the lifecycle table in the code (`Lifecycle.TABLE`); do not edit. The build checks that it is current and
                `mvn test -pl functions -Dtest=LifecycleDocumentTest -Ddocs.write=true` writes it again.

                """ + diagram() + "\n" + table() + "\n" + noChangeTable();
    }

    /**
     * Returns the state diagram alone, for other documents: one arrow for each pair of states, labelled with the
     * events that lead from one to the other.
     */
    public static String diagram() {
        var arrows = new TreeMap<String, Set<String>>();
        for (Rule rule : Lifecycle.TABLE) {
            for (AccountState from : rule.from()) {
                rule.to().ifPresent(to -> {
                    String arrow = node(from, "[*]") + " --> " + node(to, "[*]");
                    if (!node(from, "").equals(node(to, ""))) {
                        arrows.computeIfAbsent(arrow, key -> new LinkedHashSet<>())
                                .add(rule.event().label());
                    }
                });
            }
        }
        String lines = arrows.entrySet().stream()
                .map(arrow -> "    " + arrow.getKey() + " : " + String.join(", ", arrow.getValue()))
                .collect(Collectors.joining("\n"));
        return "```mermaid\nstateDiagram-v2\n" + lines + "\n```\n";
    }

    private static String table() {
        String rows = Lifecycle.TABLE.stream().map(LifecycleDocument::row).collect(Collectors.joining("\n"));
        return """
                | event | by | from | guards | to | what else changes |
                |---|---|---|---|---|---|
                """ + rows + "\n";
    }

    private static String row(Rule rule) {
        String guards = rule.guards().stream().map(Guard::label).collect(Collectors.joining("; "));
        String effects = rule.effects().stream().map(Effect::label).collect(Collectors.joining("; "));
        String to = rule.to().map(LifecycleDocument::name).orElse("stays");
        return "| " + String.join(" | ", rule.event().label(), rule.trigger(), names(rule.from()), guards, to, effects)
                + " |";
    }

    private static String noChangeTable() {
        String rows = Lifecycle.NO_CHANGE.stream()
                .map(already -> "| " + already.event().label() + " | " + names(already.states()) + " | "
                        + already.guards().stream().map(Guard::label).collect(Collectors.joining("; ")) + " |")
                .collect(Collectors.joining("\n"));
        return """
                Asking for what already is, or is on its way, is accepted and changes nothing, so any call may be repeated:

                | event | standing | guards |
                |---|---|---|
                """ + rows + "\n";
    }

    private static String names(Set<AccountState> states) {
        return Arrays.stream(AccountState.values())
                .filter(new TreeSet<>(states)::contains)
                .map(LifecycleDocument::name)
                .collect(Collectors.joining(", "));
    }

    private static String name(AccountState state) {
        return switch (state) {
            case REMOVED -> "no account";
            case FAILED_STARTING -> "FAILED (starting)";
            case FAILED_NO_AGENT -> "FAILED (no agent)";
            case FAILED_STOPPING -> "FAILED (stopping)";
            default -> state.code();
        };
    }

    private static String node(AccountState state, String none) {
        return state.visibleState().map(VisibleState::code).orElse(none);
    }
}
