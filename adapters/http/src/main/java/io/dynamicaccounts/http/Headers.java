package io.dynamicaccounts.http;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Header fields: names without regard to case, any number of values each. Immutable. */
public final class Headers {

    public static final Headers NONE = new Headers(Map.of());

    private final Map<String, List<String>> values;

    private Headers(Map<String, List<String>> values) {
        var sorted = new TreeMap<String, List<String>>(String.CASE_INSENSITIVE_ORDER);
        values.forEach(
                (name, several) -> sorted.merge(name, List.copyOf(several), (first, second) -> joined(first, second)));
        this.values = sorted;
    }

    /** Names that differ in case only are one name; the values of all of them are kept. */
    public static Headers of(Map<String, List<String>> values) {
        return new Headers(values);
    }

    private static List<String> joined(List<String> first, List<String> second) {
        var all = new ArrayList<>(first);
        all.addAll(second);
        return List.copyOf(all);
    }

    /** These headers, this name's values replaced by one. */
    public Headers with(String name, String value) {
        var more = new TreeMap<String, List<String>>(String.CASE_INSENSITIVE_ORDER);
        more.putAll(values);
        more.put(name, List.of(value));
        return new Headers(more);
    }

    public List<String> all(String name) {
        return values.getOrDefault(name, List.of());
    }

    public Optional<String> first(String name) {
        return all(name).stream().findFirst();
    }

    /** Every value by name, for an entry that writes them out. */
    public Map<String, List<String>> asMap() {
        return Collections.unmodifiableMap(values);
    }

    /** Names only: values may be credentials. */
    @Override
    public String toString() {
        return "Headers" + values.keySet();
    }
}
