package io.dynamicaccounts.sources;

import io.dynamicaccounts.functions.account.AccountName;
import io.dynamicaccounts.functions.definition.Definition;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.events.DocumentStartEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.MappingEndEvent;
import org.yaml.snakeyaml.events.MappingStartEvent;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.events.SequenceEndEvent;
import org.yaml.snakeyaml.events.SequenceStartEvent;
import org.yaml.snakeyaml.events.StreamEndEvent;
import org.yaml.snakeyaml.parser.Parser;

/**
 * Reads {@code kubernetes.accounts} in the documents of one file and skips everything else. To be used once.
 *
 * <p>An entry replaces an earlier entry of its name: without a problem in a later document, which overrides earlier
 * ones, and with a problem in the same list. Clouddriver's loader keeps the last entry too.
 */
final class ConfigurationReader {

    private static final String PROVIDER = "kubernetes";
    private static final String ACCOUNTS = "accounts";
    private static final String PLACE = PROVIDER + "." + ACCOUNTS;

    /** Ten times the largest supported fleet. More entries would take memory that the fleet needs. */
    private static final int MAX_ENTRIES = 100_000;

    private final Parser events;
    private final Bounds bounds = new Bounds();
    private final YamlReader nodes;
    private final Map<AccountName, Definition> accounts = new LinkedHashMap<>();
    private final Map<AccountName, Integer> linesInDocument = new HashMap<>();
    private final List<SourceProblem> problems = new ArrayList<>();
    private boolean found;
    private int index;
    private int entries;

    ConfigurationReader(Parser events, Placeholders placeholders) {
        this.events = events;
        this.nodes = new YamlReader(events, placeholders);
    }

    /**
     * Reads all documents.
     *
     * @throws org.yaml.snakeyaml.error.YAMLException when the file is no YAML, with a message that may quote the file
     */
    ClouddriverAccounts read() {
        while (!(events.peekEvent() instanceof StreamEndEvent)) {
            if (events.getEvent() instanceof DocumentStartEvent) {
                nodes.startDocument();
                linesInDocument.clear();
                index = 0;
                into("the document", PROVIDER, this::provider);
            }
        }
        if (!found) {
            problems.add(new SourceProblem(1, PLACE, "is not in the file: no account can be migrated from it"));
        }
        return new ClouddriverAccounts(Collections.unmodifiableMap(accounts), List.copyOf(problems));
    }

    private void provider() {
        into(PROVIDER, ACCOUNTS, this::list);
    }

    private void list() {
        found = true;
        Event start = events.peekEvent();
        if (isReadableInParts(start) && start instanceof SequenceStartEvent) {
            events.getEvent();
            while (!(events.peekEvent() instanceof SequenceEndEvent)) {
                int line = LineNumbers.of(events.peekEvent());
                entry(line, nodes.read());
            }
            events.getEvent();
        } else {
            list(LineNumbers.of(start), nodes.read());
        }
    }

    private void list(int line, @Nullable Object value) {
        found = true;
        switch (value) {
            case null -> {}
            case UnusableValue broken -> problems.add(new SourceProblem(broken.line(), PLACE, broken.detail()));
            case List<?> list -> list.forEach(element -> entry(line, element));
            default -> problems.add(new SourceProblem(line, PLACE, "must be a list of accounts"));
        }
    }

    private void entry(int line, @Nullable Object value) {
        String place = PLACE + "[" + index++ + "]";
        if (++entries > MAX_ENTRIES) {
            if (entries == MAX_ENTRIES + 1) {
                problems.add(new SourceProblem(
                        line, place, "comes after " + MAX_ENTRIES + " others: it and the rest are not read"));
            }
            return;
        }
        switch (AccountEntry.of(line, place, value, bounds)) {
            case AccountEntry.Rejected rejected -> problems.addAll(rejected.problems());
            case AccountEntry.Usable(AccountName name, Definition definition) -> {
                Integer before = linesInDocument.put(name, line);
                if (before != null) {
                    String detail =
                            "defines " + name + " again, which line " + before + " defines too: this one is taken";
                    problems.add(new SourceProblem(line, place, detail));
                }
                accounts.put(name, definition);
            }
        }
    }

    /**
     * Reads the next node, which should be a map, and runs the reader at the value of this key; all other keys are
     * skipped.
     */
    private void into(String place, String wanted, Runnable inside) {
        Event start = events.peekEvent();
        if (!isReadableInParts(start) || !(start instanceof MappingStartEvent)) {
            inside(place, wanted, LineNumbers.of(start), nodes.read());
            return;
        }
        events.getEvent();
        boolean seen = false;
        while (!(events.peekEvent() instanceof MappingEndEvent)) {
            int line = LineNumbers.of(events.peekEvent());
            String key = nodes.key();
            if (!wanted.equals(key)) {
                if ("<<".equals(key)) {
                    problems.add(
                            new SourceProblem(line, place, "merges (<<) another map, which is not looked into here"));
                }
                nodes.skip();
                continue;
            }
            if (seen) {
                problems.add(new SourceProblem(line, place, "has " + wanted + " twice: both are read"));
            }
            seen = true;
            inside.run();
        }
        events.getEvent();
    }

    /** Does the same in a node that was read as a whole, because the node is an alias or has an anchor. */
    private void inside(String place, String wanted, int line, @Nullable Object value) {
        switch (value) {
            case null -> {}
            case UnusableValue broken -> problems.add(new SourceProblem(broken.line(), place, broken.detail()));
            case Map<?, ?> map when !map.containsKey(wanted) -> {}
            case Map<?, ?> map when wanted.equals(PROVIDER) -> inside(PROVIDER, ACCOUNTS, line, map.get(PROVIDER));
            case Map<?, ?> map -> list(line, map.get(ACCOUNTS));
            default -> problems.add(new SourceProblem(line, place, "must be a map"));
        }
    }

    /** Returns whether a node can be read part by part, because the node is no alias and has no anchor. */
    private static boolean isReadableInParts(Event start) {
        return start instanceof NodeEvent node && node.getAnchor() == null;
    }
}
