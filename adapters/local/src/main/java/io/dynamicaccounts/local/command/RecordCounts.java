package io.dynamicaccounts.local.command;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Formats how many records there are of each kind, for a human. */
final class RecordCounts {

    private RecordCounts() {}

    static String of(Map<String, Long> counts) {
        return counts.isEmpty()
                ? "nothing, it is empty"
                : new TreeMap<>(counts)
                        .entrySet().stream()
                                .map(entry -> entry.getValue() + " x " + entry.getKey())
                                .collect(Collectors.joining(", "));
    }
}
