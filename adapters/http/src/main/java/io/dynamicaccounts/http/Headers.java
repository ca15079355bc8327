package io.dynamicaccounts.http;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Header fields. Names are compared without regard to case, and a name may have several values. Immutable. */
public final class Headers {

    public static final Headers NONE = new Headers(Map.of());

    private final Map<String, List<String>> values;

    private Headers(Map<String, List<String>> values) {
        var sorted = new TreeMap<String, List<String>>(String.CASE_INSENSITIVE_ORDER);
        values.forEach(
                (name, several) -> sorted.merge(name, List.copyOf(several), (first, second) -> joined(first, second)));
        this.values = sorted;
    }

    /** Returns these headers. Names that differ in case only are one name, which keeps the values of all of them. */
    public static Headers of(Map<String, List<String>> values) {
        return new Headers(values);
    }

    private static List<String> joined(List<String> first, List<String> second) {
        var all = new ArrayList<>(first);
        all.addAll(second);
        return List.copyOf(all);
    }

    /** Returns these headers with one value in place of all values that the name has. */
    public Headers with(String name, String value) {
        var more = new TreeMap<String, List<String>>(String.CASE_INSENSITIVE_ORDER);
        more.putAll(values);
        more.put(name, List.of(value));
        return new Headers(more);
    }

    /** Returns all values of a name. */
    public List<String> all(String name) {
        return values.getOrDefault(name, List.of());
    }

    /** Returns the first value of a name; empty where the name has none. */
    public Optional<String> first(String name) {
        return all(name).stream().findFirst();
    }

    /** Returns every value by name, for an entry that sends the headers to a client. */
    public Map<String, List<String>> asMap() {
        return Collections.unmodifiableMap(values);
    }

    /** Returns the names alone, since values may be credentials. */
    @Override
    public String toString() {
        return "Headers" + values.keySet();
    }
}
