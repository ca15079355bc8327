package io.dynamicaccounts.sqlite;

import io.dynamicaccounts.functions.store.CachingExclusions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How a column holds who is excluded from caching: the same exclusions are always the same text. */
final class ExclusionsColumn {

    private ExclusionsColumn() {}

    /** Returns null for none, as a column has it that was never written. */
    static @Nullable String write(CachingExclusions exclusions) {
        if (exclusions.equals(CachingExclusions.NONE)) {
            return null;
        }
        var json = new LinkedHashMap<String, Object>();
        json.put("number", exclusions.number());
        json.put("epoch", exclusions.epoch());
        json.put("excluded", exclusions.excluded().stream().sorted().toList());
        json.put("pending", exclusions.pending());
        json.put("revision", exclusions.revision());
        return ColumnJson.write(json);
    }

    static CachingExclusions read(String text) {
        Map<?, ?> json = ColumnJson.object(text);
        return new CachingExclusions(
                ColumnJson.number(json, "number"),
                ColumnJson.number(json, "epoch"),
                excluded((List<?>) json.get("excluded")),
                Boolean.TRUE.equals(json.get("pending")),
                ColumnJson.number(json, "revision"));
    }

    private static Set<Long> excluded(@Nullable List<?> registrations) {
        return registrations == null
                ? Set.of()
                : registrations.stream()
                        .map(registration -> ((Number) registration).longValue())
                        .collect(Collectors.toSet());
    }
}
