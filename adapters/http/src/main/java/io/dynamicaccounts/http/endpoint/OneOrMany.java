package io.dynamicaccounts.http.endpoint;

import io.dynamicaccounts.http.json.Flaws;
import io.dynamicaccounts.http.json.ListShape;
import io.dynamicaccounts.http.json.Pointer;
import io.dynamicaccounts.http.json.Schema;
import io.dynamicaccounts.http.json.Shape;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The shape of one value, or of a list of such values. */
record OneOrMany<T>(ListShape<T> many) implements Shape<List<T>> {

    @Override
    public Optional<List<T>> read(@Nullable Object value, Pointer at, Flaws flaws) {
        return value instanceof List<?>
                ? many.read(value, at, flaws)
                : many.items().read(value, at, flaws).map(List::of);
    }

    @Override
    public Map<String, Object> schema() {
        return Schema.of("anyOf", List.of(many.items().schema(), many.schema()));
    }
}
