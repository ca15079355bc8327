package io.dynamicaccounts.http.json;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A list whose items all have one shape.
 *
 * @param least below it the list is flawed
 * @param most above it the list is too large, and its items are not read
 * @param unique names what must differ between any two items; empty where items may repeat
 */
public record ListShape<T>(Shape<T> items, int least, int most, Optional<Unique<T>> unique) implements Shape<List<T>> {

    /**
     * The rule that no two items have the same key.
     *
     * @param key of an item
     * @param field the member that holds the key; empty where the item itself is the key
     */
    public record Unique<T>(Function<T, Object> key, Optional<String> field) {}

    /** Returns the shape of a list in which items may repeat. */
    public static <T> ListShape<T> of(Shape<T> items, int least, int most) {
        return new ListShape<>(items, least, most, Optional.empty());
    }

    /**
     * Returns the same shape with the rule that no two items have the same key, which the member of this name holds.
     */
    public ListShape<T> uniqueBy(Function<T, Object> key, String field) {
        return new ListShape<>(items, least, most, Optional.of(new Unique<>(key, Optional.of(field))));
    }

    @Override
    public Optional<List<T>> read(@Nullable Object value, Pointer at, Flaws flaws) {
        if (!(value instanceof List<?> list)) {
            flaws.add(at, "must be an array");
            return Optional.empty();
        }
        if (list.size() > most) {
            flaws.addTooLarge(at, "must have at most " + most + " entries");
            return Optional.empty();
        }
        if (list.size() < least) {
            flaws.add(at, "must not be empty");
            return Optional.empty();
        }
        int before = flaws.count();
        var read = new ArrayList<T>(list.size());
        var seen = new HashSet<Object>();
        for (int i = 0; i < list.size(); i++) {
            Pointer here = at.item(i);
            items.read(list.get(i), here, flaws).ifPresent(item -> {
                read.add(item);
                unique.filter(rule -> !seen.add(rule.key().apply(item)))
                        .ifPresent(rule -> flaws.add(
                                rule.field().map(here::field).orElse(here), "is there already: each only once"));
            });
        }
        return flaws.count() == before ? Optional.of(List.copyOf(read)) : Optional.empty();
    }

    @Override
    public Map<String, Object> schema() {
        Map<String, Object> schema = Schema.of("type", "array", "items", items.schema(), "maxItems", most);
        if (least > 0) {
            schema = Schema.with(schema, "minItems", least);
        }
        return unique.isEmpty()
                ? schema
                : Schema.with(
                        schema,
                        "description",
                        "No two entries with the same " + unique.get().field().orElse("value") + ".");
    }
}
