package io.dynamicaccounts.entry;

import java.lang.reflect.Type;
import org.springframework.cloud.function.json.JsonMapper;

/**
 * Stands in for the catalog's converter, which is never called: an entry reads events before and writes results
 * after the catalog.
 */
final class NothingToConvert extends JsonMapper {

    @Override
    @SuppressWarnings("TypeParameterUnusedInFormals") // the class above has it so
    protected <T> T doFromJson(Object json, Type type) {
        throw new IllegalStateException("nothing is converted");
    }

    @Override
    public String toString(Object value) {
        throw new IllegalStateException("nothing is converted");
    }
}
