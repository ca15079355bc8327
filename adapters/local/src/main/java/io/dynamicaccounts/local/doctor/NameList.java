package io.dynamicaccounts.local.doctor;

import java.util.Collection;
import java.util.stream.Collectors;

/** Formats a few of many names, for a line that a human reads. */
final class NameList {

    private static final int SHOWN = 5;

    private NameList() {}

    static String of(Collection<?> all) {
        String first = all.stream().limit(SHOWN).map(String::valueOf).collect(Collectors.joining(", "));
        return all.size() <= SHOWN ? first : first + " and " + (all.size() - SHOWN) + " more";
    }
}
